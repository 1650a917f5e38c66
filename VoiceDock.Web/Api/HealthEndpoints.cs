using Microsoft.Extensions.Diagnostics.HealthChecks;
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

    private static async Task<IResult> ReadAsync(HealthCheckService checks, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellation);
        var took = time.GetElapsedTime(started);
        var ok = report.Status == HealthStatus.Healthy;
        var word = ok ? "ok" : "degraded";
        var database = new HealthCheckDto(word, (long)Math.Ceiling(took.TotalMilliseconds));
        return Answers.Ok(new HealthDto(word, time.GetUtcNow().UtcDateTime, CommandLine.Version, new Dictionary<string, HealthCheckDto> { ["database"] = database }));
    }
}
