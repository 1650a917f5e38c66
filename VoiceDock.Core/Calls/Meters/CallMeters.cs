using System.Diagnostics.Metrics;
using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Meters;

/// <summary>
/// What calls and transfers add up to. Written once for a transfer and once a second for a leg, on the call's actor; nobody listens: nothing is kept.
/// Thread-safe.
/// </summary>
internal sealed class CallMeters
{
    private readonly Counter<long> _calls;
    private readonly Counter<long> _transfers;
    private readonly Histogram<double> _setUp;
    private readonly Counter<long> _received;
    private readonly Counter<long> _lost;

    public CallMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _calls = meter.CreateCounter<long>("voicedock.calls.ended", "{call}", "Calls that are over, by reason.");
        _transfers = meter.CreateCounter<long>("voicedock.transfers.ended", "{transfer}", "Transfers that are over, by outcome, reason and method.");
        _setUp = meter.CreateHistogram("voicedock.transfers.setup", "s", "From the wish for a transfer to the answer of the destination.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 90, 120] });
        _received = meter.CreateCounter<long>("voicedock.rtp.received", "{packet}", "RTP packets received from the far ends of calls.");
        _lost = meter.CreateCounter<long>("voicedock.rtp.lost", "{packet}", "RTP packets missing from what the far ends sent.");
    }

    public void Ended(CallEnd end) => _calls.Add(1, new KeyValuePair<string, object?>("reason", end.Reason));

    /// <summary>A transfer has changed.</summary>
    /// <param name="before">As it was; null: it is new.</param>
    public void Changed(TransferView? before, TransferView now)
    {
        if (before?.AnsweredAt is null && now.AnsweredAt is { } answered)
            _setUp.Record((answered - now.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("method", WireName.Of(now.Method)));
        if (now.State.IsFinal() && before?.State.IsFinal() != true)
        {
            _transfers.Add(1, new("outcome", WireName.Of(now.State)), new("reason", now.Reason ?? "none"), new("method", WireName.Of(now.Method)));
        }
    }

    /// <summary>The audio of a leg in one second.</summary>
    public void Heard(QualityPoint second)
    {
        _received.Add(second.Received);
        _lost.Add(second.Lost);
    }
}
