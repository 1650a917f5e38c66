using VoiceDock.Core;
using VoiceDock.Web.Access;
using VoiceDock.Web.Api;
using VoiceDock.Web.Audit;
using VoiceDock.Web.Backups;
using VoiceDock.Web.Calls.History;
using VoiceDock.Web.Diagnostics;
using VoiceDock.Web.Http;
using VoiceDock.Web.Layout;
using VoiceDock.Web.Metrics;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Web;

/// <summary>What the program is made of, and in which order requests pass through it. The builder comes from <see cref="Startup.HostStart"/>.</summary>
public static class VoiceDockHost
{
    public static void AddVoiceDockWeb(this WebApplicationBuilder builder)
    {
        builder.Services.AddVoiceDockCore(builder.Configuration);
        builder.Services.AddConsoleSignIn();
        builder.Services.AddConsole();
        builder.Services.AddTrunkPages();
        builder.Services.AddDoctorPages();
        builder.Services.AddVoiceDockApi(builder.Configuration);
        builder.Services.AddHealthChecks();
        builder.Services.AddMetricsPage(builder.Configuration);
        builder.Services.AddHttpFrame(builder.Configuration);
    }

    public static void MapVoiceDockWeb(this WebApplication app)
    {
        app.UseHttpFrame();
        app.UseConsoleFrame();
        app.UseVoiceDockApi();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapProbes();
        app.MapMetricsPage();
        app.MapVoiceDockApi();
        app.MapSignOut();
        app.MapSeen();
        app.MapCallFiles();
        app.MapReportFiles();
        app.MapAuditFiles();
        app.MapBackupFiles();
        app.MapConsole();
    }
}
