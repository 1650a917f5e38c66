using VoiceDock.Core;
using VoiceDock.Web.Layout;

namespace VoiceDock.Web;

/// <summary>What the program is made of, and in which order requests pass through it.</summary>
public static class VoiceDockHost
{
    /// <summary>A builder whose static files are found both beside a published dll and from a checkout.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = published ? AppContext.BaseDirectory : null });
        if (!published)
            builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    public static void AddVoiceDockWeb(this WebApplicationBuilder builder)
    {
        builder.Services.AddVoiceDockCore(builder.Configuration);
        builder.Services.AddConsole();
        builder.Services.AddAuthorization();
        builder.Services.AddHealthChecks();
    }

    public static void MapVoiceDockWeb(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        app.UseAntiforgery();
        app.MapConsole();
    }
}
