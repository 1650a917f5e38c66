using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Dtmf;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Quality;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Core.Media;

/// <summary>One leg's RTP/RTCP port pair and streams. Thread-safe; commands take effect on its media thread in the order they were given.</summary>
public sealed class MediaLeg : IDisposable
{
    private readonly MediaCall _call;
    private readonly MediaClock _clock;
    private readonly MediaOptions _options;
    private readonly MediaLoop _loop;
    private int _disposed;

    internal MediaLeg(MediaCall call, IMediaLegEvents events, PortPair ports, MediaEngineParts parts, MediaLoop loop)
    {
        (_call, _clock, _options, _loop) = (call, parts.Clock, parts.Options, loop);
        Core = new LegCore(this, events, ports, parts.Options, parts.Clock, loop, parts.Logger);
    }

    /// <summary>The local RTP port, even. RTCP is one above.</summary>
    public int LocalPort => Core.Ports.Port;

    internal LegCore Core { get; }

    internal MediaCall Call => _call;

    internal bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Takes the first or a new remote (re-INVITE). From then on the leg sends there and accepts from its candidates.</summary>
    /// <remarks>Opens the latch again; with an unchanged SDP address a latched source stays in use until another candidate has latched.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A payload type is outside 0-127.</exception>
    public void Arm(RemoteMedia remote)
    {
        CheckPayloadType(remote.PayloadType);
        CheckPayloadType(remote.DtmfPayloadType ?? 0);
        CheckPayloadType(remote.ReceivedDtmfPayloadType ?? 0);
        Post(() => Core.Arm(remote));
    }

    /// <summary>Frames for the far end while the leg is not bridged; null = nothing. Held, not read, while bridged.</summary>
    public void SetSource(IFrameSource? source) => Post(() => Core.Play(source));

    /// <summary>
    /// Frames for the far end while the leg is bridged and its partner has sent nothing for 200 ms: hold music, unless who holds plays its own. null = nothing.
    /// </summary>
    public void SetHoldSource(IFrameSource? source) => Post(() => Core.PlayOnHold(source));

    /// <summary>Gets what the far end says, also while bridged, with its jitter absorbed; null = nobody.</summary>
    public void SetListener(IFrameListener? listener) => Post(() => Core.Listen(listener));

    /// <summary>Presses a key towards the far end (RFC 4733), after keys that still wait. Audio to it pauses meanwhile.</summary>
    /// <remarks>A far end without telephone-event gets the key's two tones in the audio. At most 64 keys wait.</remarks>
    /// <param name="key">0-9, *, #, A-D.</param>
    /// <param name="milliseconds">40-5000, rounded up to 20.</param>
    /// <exception cref="ArgumentException">No such key or length.</exception>
    public void SendDigit(char key, int milliseconds = 120)
    {
        var code = DtmfKeys.Code(key);
        if (code < 0) throw new ArgumentException("A key is 0-9, *, # or A-D.", nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 40);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 5000);
        Post(() => Core.Press((byte)code, milliseconds));
    }

    /// <summary>The far end has pressed a key outside RTP (SIP INFO): a leg it is bridged with gets it as it can take it, else nobody.</summary>
    /// <param name="key">0-9, *, #, A-D; anything else is ignored.</param>
    public void RelayDigit(char key)
    {
        var code = DtmfKeys.Code(key);
        if (code >= 0) Post(() => Core.Partner?.Sound((byte)code));
    }

    /// <summary>Samples the counters. Never waits for the media thread.</summary>
    public MediaLegStats ReadStats()
    {
        var counters = Core.Counters;
        var now = _clock.Now;
        var lastIn = Volatile.Read(ref counters.LastInAt);
        var farJitter = Known(Volatile.Read(ref counters.FarJitterMs));
        return new MediaLegStats
        {
            PacketsIn = Volatile.Read(ref counters.PacketsIn),
            BytesIn = Volatile.Read(ref counters.BytesIn),
            PacketsOut = Volatile.Read(ref counters.PacketsOut),
            BytesOut = Volatile.Read(ref counters.BytesOut),
            Lost = Core.Reception.Lost,
            JitterMs = Core.Reception.JitterMs,
            LastPacketAge = lastIn == 0 ? null : _clock.Span(now - lastIn),
            IsOneWay = IsOneWay(counters, lastIn, now),
            LatchedAddress = counters.Latched,
            SendingTo = counters.SendingTo,
            DiscardedStrangers = Volatile.Read(ref counters.Strangers),
            DiscardedInvalid = Volatile.Read(ref counters.Invalid),
            DiscardedUnauthentic = Volatile.Read(ref counters.Unauthentic),
            SendErrors = Volatile.Read(ref counters.SendErrors),
            RtcpIn = Volatile.Read(ref counters.RtcpIn),
            RtcpOut = Volatile.Read(ref counters.RtcpOut),
            RoundTripMs = Known(Volatile.Read(ref counters.RoundTripMs)),
            FarLost = farJitter is null ? null : Volatile.Read(ref counters.FarLost),
            FarJitterMs = farJitter,
            Mos = Mos(counters),
        };
    }

    /// <summary>Closes the leg. Does not wait: a last event may still come. The ports rest before another call gets them.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _call.Close(this);
    }

    // Sent within the last second counts as sending: sources send each 20 ms, a talking partner too.
    private bool IsOneWay(LegCounters counters, long lastIn, long now)
    {
        var expected = Volatile.Read(ref counters.ExpectedSince);
        var lastOut = Volatile.Read(ref counters.LastOutAt);
        if (expected == 0 || lastOut == 0 || now - lastOut > _clock.Ticks(TimeSpan.FromSeconds(1))) return false;
        return now - Math.Max(expected, lastIn) >= _clock.Ticks(_options.OneWayAfter);
    }

    private double? Mos(LegCounters counters)
    {
        if (Core.Reception.Received is not (> 0 and var received)) return null;
        var loss = 100.0 * Core.Reception.Lost / (received + Core.Reception.Lost);
        return EModel.Mos(loss, Core.Reception.JitterMs, Known(Volatile.Read(ref counters.RoundTripMs)) ?? 0);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private void Post(Action command)
    {
        if (!IsDisposed) _loop.Post(command);
    }

    private static void CheckPayloadType(int payloadType)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadType);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payloadType, 127);
    }
}
