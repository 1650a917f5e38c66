using FluentValidation;
using MudBlazor;
using MudBlazor.Services;

namespace VoiceDock.Web.Layout;

/// <summary>The door of the console's frame: components, MudBlazor, pages for what went wrong.</summary>
public static class ConsoleServices
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddCascadingAuthenticationState();
        services.AddValidatorsFromAssembly(typeof(Core.CoreServices).Assembly, ServiceLifetime.Singleton);
        return services;
    }

    /// <summary>The console's pages; call it last.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}
