using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Common;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>The engine's own counters, read when somebody asks; SIP and media threads count what they count anyway.</summary>
internal sealed class EngineMeters(IMeterFactory meters, SipEngine engine, MediaEngine media) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Metering.MeterName);
        Count(meter, "voicedock.sip.received", "SIP messages received, repetitions included.", c => c.Received);
        Count(meter, "voicedock.sip.sent", "SIP messages sent, repetitions included.", c => c.Sent);
        Count(meter, "voicedock.sip.retransmitted", "SIP messages sent again.", c => c.Retransmitted);
        Count(meter, "voicedock.sip.unreadable", "Messages that are no SIP.", c => c.ParseErrors);
        Count(meter, "voicedock.sip.unknown_source", "Messages of senders that are no peer of a trunk.", c => c.UnknownSource);
        Count(meter, "voicedock.sip.throttled", "Messages dropped because their sender sends too many.", c => c.Throttled);
        meter.CreateObservableUpDownCounter("voicedock.media.ports", Ports, "{port}", "Pairs of RTP and RTCP ports, by state.");
        meter.CreateObservableUpDownCounter("voicedock.media.legs", () => media.Counters.Legs, "{leg}", "Legs on the media threads.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Count(Meter meter, string name, string what, Func<SipAgentCounters, long> read) =>
        meter.CreateObservableCounter(name, () => engine.Address is null ? 0 : read(engine.Parts.Agent.Counters), "{message}", what);

    private IEnumerable<Measurement<int>> Ports()
    {
        var ports = media.Counters;
        yield return new(ports.PortsInUse, new KeyValuePair<string, object?>("state", "in_use"));
        yield return new(ports.PortsResting, new KeyValuePair<string, object?>("state", "resting"));
        yield return new(ports.PortsOfRange - ports.PortsInUse - ports.PortsResting, new KeyValuePair<string, object?>("state", "free"));
    }
}
