using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Meters;

/// <summary>How things stand; counted when somebody asks, and only then.</summary>
internal sealed class LiveMeters(IMeterFactory meters, CallFeed feed, CallJournal journal, CallDrain drain) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Metering.MeterName);
        meter.CreateObservableUpDownCounter("voicedock.calls.live", CallsByState, "{call}", "Calls that are live, by state.");
        meter.CreateObservableUpDownCounter("voicedock.legs.live", LegsByState, "{leg}", "Legs of live calls, by whose it is and state.");
        meter.CreateObservableUpDownCounter("voicedock.database.waiting", () => journal.WaitingCount, "{call}", "Calls whose newest state waits to be written.");
        meter.CreateObservableGauge("voicedock.draining", () => drain.IsDraining ? 1 : 0, null, "1 while the program is being stopped.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Every state is there, also at 0: a series that comes and goes makes bad alarms.
    private IEnumerable<Measurement<long>> CallsByState()
    {
        var live = feed.Live.ToLookup(c => c.State);
        return Enum.GetValues<CallState>().Where(s => s.IsLive()).Select(s => new Measurement<long>(live[s].Count(), new KeyValuePair<string, object?>("state", WireName.Of(s))));
    }

    private IEnumerable<Measurement<long>> LegsByState()
    {
        var live = feed.Live;
        yield return Leg("caller", "ringing", live.Count(c => !c.State.IsActive()));
        yield return Leg("caller", "talking", live.Count(c => c.State.IsActive() && !c.OnHold));
        yield return Leg("caller", "on_hold", live.Count(c => c.State.IsActive() && c.OnHold));
        var transfers = live.Select(c => c.ActiveTransfer?.State).ToList();
        yield return Leg("destination", "dialing", transfers.Count(s => s == TransferState.Dialing));
        yield return Leg("destination", "ringing", transfers.Count(s => s == TransferState.Ringing));
        yield return Leg("destination", "screening", transfers.Count(s => s == TransferState.Screening));
        yield return Leg("destination", "talking", transfers.Count(s => s is TransferState.Answered or TransferState.Connected));
    }

    private static Measurement<long> Leg(string side, string state, int count) => new(count, new("side", side), new("state", state));
}
