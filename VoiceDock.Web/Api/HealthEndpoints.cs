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
        var started = time.GetTimestamp();
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellation);
        var took = time.GetElapsedTime(started);
        var ok = report.Status == HealthStatus.Healthy;
        var word = ok ? "ok" : "degraded";
        var database = new HealthCheckDto(word, (long)Math.Ceiling(took.TotalMilliseconds));
        // Said, and no reason to take the server away: it works, and which trunk it is stands in the list of trunks.
        var calls = new HealthCheckDto(toll.Standing.Count == 0 ? "ok" : "alert", 0);
        return Answers.Ok(new HealthDto(word, time.GetUtcNow().UtcDateTime, CommandLine.Version, new Dictionary<string, HealthCheckDto> { ["database"] = database, ["calls"] = calls }));
    }
}
