using Microsoft.Extensions.Diagnostics.HealthChecks;
using VoiceDock.Core.Toll;
using VoiceDock.Web.Startup;

namespace VoiceDock.Web.Api;

/// <summary><c>GET /health</c>: for load balancers and people, without a key and without details.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this RouteGroupBuilder api) => api.MapGet("/health", ReadAsync)
        .AllowAnonymous()
        .WithName("GetHealth")
        .WithTags("Server")
        .WithSummary("Is the server well? Needs no key.")
        .Produces<HealthDto>();

    private static async Task<IResult> ReadAsync(HealthCheckService checks, TollWatch toll, TimeProvider time, CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Probes.ReadyTag), cancellation);
        var database = report.Entries[Probes.Database];
        var shown = new HealthCheckDto(Word(database.Status), (long)Math.Ceiling(database.Duration.TotalMilliseconds));
        // Said, and no reason to take the server away: it works, and which trunk it is stands in the list of trunks.
        var calls = new HealthCheckDto(toll.Standing.Count == 0 ? "ok" : "alert", 0);
        return Answers.Ok(new HealthDto(
            Word(report.Status), time.GetUtcNow().UtcDateTime, CommandLine.Version, new Dictionary<string, HealthCheckDto> { [Probes.Database] = shown, ["calls"] = calls }));
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "degraded";
}
