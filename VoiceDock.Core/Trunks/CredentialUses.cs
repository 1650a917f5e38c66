using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Writes into the audit log how often each trunk's passwords were used: one entry an hour and trunk, and one for the rest when the program ends. A crash
/// loses what the hour had so far.
/// </summary>
internal sealed class CredentialUses(TrunkCredentials credentials, TrunkDirectory trunks, AuditLog audit, TimeProvider time) : BackgroundService
{
    private DateTime _since = time.GetUtcNow().UtcDateTime;

    /// <summary>Writes down what was used since the last time.</summary>
    internal void Note()
    {
        var until = time.GetUtcNow().UtcDateTime;
        foreach (var (id, count) in credentials.TakeUses())
        {
            var thing = new AuditObject("trunk", id, trunks.Find(id)?.Name);
            audit.Note(Actor.System, "trunk.password_used", thing, AuditChange.Facts(new { Times = count, Since = _since, Until = until }));
        }
        _since = until;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var untilTheHour = TimeSpan.FromTicks(TimeSpan.TicksPerHour - (time.GetUtcNow().Ticks % TimeSpan.TicksPerHour));
                await Task.Delay(untilTheHour, time, stoppingToken);
                Note();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Note();
        }
    }
}
