using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;
using VoiceDock.Web.Access;

namespace VoiceDock.Web.Layout;

/// <summary>The door of the console's frame: components, MudBlazor, the pages for what went wrong.</summary>
public static class ConsoleServices
{
    private static readonly string[] WithoutPages = ["/api", "/healthz", "/metrics", "/openapi", "/_blazor", "/_framework", CspReports.Path];

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DetailedErrors = false;
            options.DisconnectedCircuitMaxRetained = 20;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(10);
        }).AddHubOptions(options => options.MaximumReceiveMessageSize = 32 * 1024);
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
            options.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddCascadingAuthenticationState();
        services.AddRolePolicies();
        services.AddValidatorsFromAssembly(typeof(Core.CoreServices).Assembly, ServiceLifetime.Singleton);
        return services;
    }

    /// <summary>First in the pipeline: headers, own circuits only, pages instead of bare status codes. The API answers for itself.</summary>
    public static void UseConsoleFrame(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/Error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", "?code={0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (Array.Exists(WithoutPages, p => context.Request.Path.StartsWithSegments(p)) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });
        app.UseOwnCircuitsOnly();
    }

    /// <summary>The console's pages; call it last.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapCspReports();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
