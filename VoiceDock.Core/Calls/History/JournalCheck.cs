using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VoiceDock.Core.Calls.History;

/// <summary>Degraded while calls cannot be written: those that live go on, new transfers are refused.</summary>
internal sealed class JournalCheck(CallJournal journal) : IHealthCheck
{
    public const string Name = "history";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        journal.IsHealthy
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Calls cannot be written to the database; states that wait in memory: {journal.WaitingCount}. The log says why."));
}
