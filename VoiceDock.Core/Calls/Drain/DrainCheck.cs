using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VoiceDock.Core.Calls.Drain;

/// <summary>Not ready from the moment the program is asked to stop, so that balancers send nothing new.</summary>
internal sealed class DrainCheck(CallDrain drain) : IHealthCheck
{
    public const string Name = "drain";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        drain.View is { } view
            ? HealthCheckResult.Unhealthy($"VoiceDock is being stopped; calls that go on: {view.Calls}, until {view.EndsAt:yyyy-MM-ddTHH:mm:ssZ} at the latest.")
            : HealthCheckResult.Healthy());
}
