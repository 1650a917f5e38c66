namespace VoiceDock.Web;

/// <summary>What the program is made of, and in which order requests pass through it.</summary>
public static class VoiceDockHost
{
    public static void AddVoiceDockWeb(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks();

    public static void MapVoiceDockWeb(this WebApplication app) => app.MapHealthChecks("/healthz/live");
}
