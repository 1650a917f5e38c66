using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Dtmf;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media.Streams;

/// <summary>A leg as its media thread sees it: what comes in, who hears it, where it goes. Only that thread touches it.</summary>
internal sealed class LegCore
{
    private const int ComfortNoise = 13;

    // A leg that only relays has nothing to do at most of its turns: it looks at silence and reports each 100 ms.
    private const int RestTurns = 4;

    private readonly MediaLeg _leg;
    private readonly LegEvents _events;
    private readonly MediaClock _clock;
    private readonly TimeSpan[] _thresholds;
    private readonly SourceGate _gate;
    private readonly SilenceWatch _silence;
    private readonly DtmfReceiver _keys = new();
    private readonly LegSecurity _security;
    private readonly LegOutput _output;
    private readonly LegRtcp _rtcp;
    private LegListener? _listener;
    private RemoteMedia? _remote;
    private bool _heard;
    private int _rest;

    public LegCore(MediaLeg leg, IMediaLegEvents events, PortPair ports, MediaOptions options, MediaClock clock, IPacketSender sender, ILogger logger)
    {
        (_leg, Ports, _clock) = (leg, ports, clock);
        _events = new LegEvents(leg, events, logger);
        _thresholds = [.. options.SilenceThresholds.Order()];
        _gate = new SourceGate(clock.Ticks(options.RelatchAfter));
        _silence = new SilenceWatch([.. _thresholds.Select(clock.Ticks)]);
        _security = new LegSecurity(sender);
        _output = new LegOutput(ports, Counters, _events, clock, _security, logger);
        _rtcp = new LegRtcp(ports, _output.Emission, Reception, Counters, clock, options, _security);
    }

    public PortPair Ports { get; }

    public LegCounters Counters { get; } = new();

    public RtpReception Reception { get; } = new();

    /// <summary>The leg that hears this one's far end; itself for an echo; null when not bridged.</summary>
    public LegCore? Partner { get; private set; }

    public void Arm(RemoteMedia remote)
    {
        var now = _clock.Now;
        _rest = 0;
        _remote = remote;
        _gate.Arm(remote);
        _security.Arm(remote.Srtp);
        _silence.Begin(now);
        Counters.ExpectedSince = remote is { Send: true, Receive: true } ? now : 0;
        _output.Arm(remote);
        _rtcp.Begin(now);
        PublishAddresses();
    }

    public void Listen(IFrameListener? listener) => (_listener, _rest) = (listener is null ? null : new LegListener(listener), 0);

    public void Play(IFrameSource? source) => (_output.Source, _rest) = (source, 0);

    public void PlayOnHold(IFrameSource? source) => (_output.HoldSource, _rest) = (source, 0);

    public void Press(byte code, int milliseconds)
    {
        _output.Press(code, milliseconds);
        _rest = 0;
    }

    /// <summary>Presses a key that a partner's far end has pressed.</summary>
    public void Sound(byte code)
    {
        _output.Sound(code);
        _rest = 0;
    }

    /// <summary>Sends what this leg hears to another; null ends that. The stream to the far end begins a new run.</summary>
    public void Route(LegCore? partner)
    {
        (Partner, _rest) = (partner, 0);
        _output.IsBridged = partner is not null;
        _output.EndRun();
    }

    /// <summary>One datagram on the RTP port. The buffer may be rewritten.</summary>
    public void OnRtp(Span<byte> packet, in MediaAddress from)
    {
        if (_remote is { IsDeaf: true } || (_security.IsOn && !TryOpen(ref packet, from))) return;
        var now = _clock.Now;
        var kind = RtpKind.Unknown;
        if (RtpHeader.TryRead(packet, out var header)) kind = KindOf(header.PayloadType);
        var verdict = _gate.Judge(from, kind != RtpKind.Unknown, header, now);
        if (verdict == Verdict.Refuse)
        {
            Counters.Strangers++;
            return;
        }

        if (verdict == Verdict.Latch) PublishAddresses();
        if (kind == RtpKind.Unknown) Counters.Invalid++;
        else Take(packet, header, kind, now);
    }

    /// <summary>One datagram on the RTCP port: a sign of life, and what the far end says of the line.</summary>
    public void OnRtcp(Span<byte> packet, in MediaAddress from)
    {
        if (_remote is { IsDeaf: true }) return;
        if (!_gate.AcceptsRtcp(from))
        {
            Counters.Strangers++;
            return;
        }

        if (!_security.TryOpenRtcp(ref packet))
        {
            Counters.Unauthentic++;
            return;
        }

        var now = _clock.Now;
        if (!_rtcp.TryTake(packet, from, now))
        {
            Counters.Invalid++;
            return;
        }

        Counters.RtcpIn++;
        if (_silence.Alive(now)) _events.Audible();
    }

    /// <summary>The leg closes: the last word to its far end.</summary>
    public void Close()
    {
        _rtcp.Bye(_clock.Now);
        _security.Dispose();
    }

    /// <summary>The leg's turn, each 20 ms.</summary>
    public void Tick()
    {
        if (_rest > 0)
        {
            _rest--;
            return;
        }

        var now = _clock.Now;
        for (var crossed = _silence.Crossed(now); crossed >= 0; crossed = _silence.Crossed(now)) _events.Silent(_thresholds[crossed]);
        Hear();
        _output.Tick(now);
        _rtcp.Tick(now);
        if (_listener is null && !_output.IsBusy) _rest = RestTurns;
    }

    // Nothing is known of a packet before its tag was checked: what fails neither latches nor counts as a sign of life. Who could not be heard
    // anyway does not cost a check.
    private bool TryOpen(ref Span<byte> packet, in MediaAddress from)
    {
        if (!_gate.MayHear(from)) Counters.Strangers++;
        else if (_security.TryOpen(ref packet)) return true;
        else Counters.Unauthentic++;
        return false;
    }

    private void Take(Span<byte> packet, in RtpHeader header, RtpKind kind, long now)
    {
        Counters.PacketsIn++;
        Counters.BytesIn += header.PayloadLength;
        Counters.LastInAt = now;
        if (!_heard)
        {
            _heard = true;
            _events.FirstPacket();
        }

        if (_silence.Alive(now)) _events.Audible();
        var arrival = Reception.Judge(header);
        var audio = kind.IsAudio();
        if (arrival is Arrival.Duplicate or Arrival.Jump) return;
        var steady = !audio || Reception.Time(header.Timestamp, _clock.Samples(now));
        if (_remote is not { Receive: true }) return;
        var payload = packet.Slice(header.PayloadOffset, header.PayloadLength);
        if (kind == RtpKind.Event) TakeKey(header, payload);
        if (audio) Hear(header, kind, payload, isNewStream: arrival == Arrival.NewStream);
        if (Partner is not { } partner) return;
        if (arrival == Arrival.NewStream || (arrival == Arrival.InOrder && !steady)) partner._output.EndRun();
        partner._output.Relay(packet, header, kind, isLate: arrival == Arrival.Late, now);
    }

    private void TakeKey(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        if (!TelephoneEvent.TryRead(payload, out var told) || _keys.Take(header.Ssrc, header.Timestamp, header.Marker, told) is not { } key) return;
        _events.Digit(key);

        // Its packets cannot go on to a far end without telephone-event: that one gets the tones.
        if (Partner is { _output.TakesEvents: false } partner) partner.Sound(told.Code);
    }

    private void Hear(in RtpHeader header, RtpKind kind, ReadOnlySpan<byte> payload, bool isNewStream) =>
        _listener?.Take(header, isNewStream, kind.Codec(), payload);

    private void Hear()
    {
        try
        {
            _listener?.Tick();
        }
        catch (Exception e)
        {
            _listener = null;
            _events.Failed(e, "A frame listener threw and was taken off its leg");
        }
    }

    // A peer may change between the codecs it was offered at any packet; 0, 8 and 9 are never anything else (RFC 3551 6).
    private RtpKind KindOf(int payloadType)
    {
        if (_remote is not { } remote) return RtpKind.Unknown;
        if (payloadType == remote.PayloadType) return RtpKinds.Of(remote.Codec);
        if (payloadType == remote.DtmfPayloadType || payloadType == remote.ReceivedDtmfPayloadType) return RtpKind.Event;
        return payloadType switch
        {
            0 => RtpKind.Pcmu,
            8 => RtpKind.Pcma,
            9 => RtpKind.G722,
            ComfortNoise => RtpKind.Noise,
            _ => RtpKind.Unknown,
        };
    }

    private void PublishAddresses()
    {
        var target = _gate.Target;
        _output.Target = target;
        _rtcp.Follow(target);
        Counters.Latched = _gate.IsLatched ? target.ToEndPoint() : null;
        Counters.SendingTo = target.IsUsable ? target.ToEndPoint() : null;
    }
}
