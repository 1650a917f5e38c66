using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Dtmf;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media.Streams;

/// <summary>What one far end gets: relayed packets, own frames or key presses, as one stream. One media thread.</summary>
internal sealed class LegOutput(PortPair ports, LegCounters counters, LegEvents events, MediaClock clock, IPacketSender sender, ILogger logger)
{
    private const int Frame = 160;

    // Long enough for any receiver of tones (ITU-T Q.24 asks for 40 ms); how long the key is really held shows only at its end.
    private const int RelayedPressMs = 120;

    // Longer than the network keeps packets apart.
    private static readonly TimeSpan HoldAfter = TimeSpan.FromMilliseconds(200);

    private readonly RtpEmission _emission = new(clock);
    private readonly AudioEncoder _encoder = new();
    private readonly AudioDecoder _decoder = new();
    private readonly DtmfSender _presses = new();
    private readonly short[] _samples = new short[Frame];
    private readonly byte[] _packet = new byte[RtpHeader.Size + Frame];
    private RemoteMedia? _remote;
    private uint _pressBegan;
    private long _relayedAt;

    public IFrameSource? Source { get; set; }

    /// <summary>Plays while bridged, as long as the partner sends nothing.</summary>
    public IFrameSource? HoldSource { get; set; }

    public bool IsBridged { get; set; }

    public MediaAddress Target { get; set; }

    /// <summary>The far end understands telephone-event.</summary>
    public bool TakesEvents => _remote is { DtmfPayloadType: not null };

    /// <summary>Has something of its own to send, so that each turn counts.</summary>
    public bool IsBusy => _presses.HasWork || (IsBridged ? HoldSource : Source) is not null;

    public RtpEmission Emission => _emission;

    private bool MaySend => _remote is { Send: true } && Target.IsUsable;

    public void Arm(RemoteMedia remote) => _remote = remote;

    /// <summary>Whatever comes next is a new run of the stream.</summary>
    public void EndRun() => _emission.EndRun();

    public void Press(byte code, int milliseconds)
    {
        if (!_presses.TryAdd(code, milliseconds))
            logger.LogWarning("Media leg on port {Port}: a key press was dropped, {Waiting} wait already", ports.Port, DtmfSender.MaxWaiting);
    }

    /// <summary>Presses a key that came from another far end. Who presses faster than keys can sound loses some.</summary>
    public void Sound(byte code) => _presses.TryAdd(code, RelayedPressMs);

    /// <summary>Sends on a packet that another leg, or this one's own far end, has sent.</summary>
    public void Relay(Span<byte> packet, in RtpHeader header, RtpKind kind, bool isLate, long now)
    {
        if (!MaySend || _presses.IsPressing)
        {
            _emission.EndRun();
            return;
        }

        var payload = packet.Slice(header.PayloadOffset, header.PayloadLength);
        if (!TryPrepare(kind, payload, out var payloadType, out var samples))
        {
            // The numbers after a late packet are given already.
            if (!isLate) _emission.Skip();
            return;
        }

        _relayedAt = now;
        if (!_emission.TryRelay(header, samples, now, out var placed)) return;

        // The new header replaces the old one, its CSRC list and extension, right before the payload.
        var start = header.PayloadOffset - RtpHeader.Size;
        var whole = packet.Slice(start, RtpHeader.Size + header.PayloadLength);
        RtpHeader.Write(whole, header.Marker || placed.First, payloadType, placed.Sequence, placed.Timestamp, _emission.Ssrc);
        Send(whole, now);
    }

    /// <summary>The stream's turn, each 20 ms.</summary>
    public void Tick(long now)
    {
        if (!MaySend)
        {
            _emission.EndRun();
            return;
        }

        if (_presses.HasWork && _presses.TryStep(asTones: !TakesEvents, out var isFirst, out var isAudible, out var step))
        {
            SendPress(step, isFirst, isAudible, now);
            if (!_presses.IsPressing) _emission.EndRun();
            return;
        }

        if (IsBridged) PlayHold(now);
        else if (Source is { } source && ReadFrame(source)) SendFrame(now);
        else
        {
            Source = null;
            _emission.EndRun();
        }
    }

    private void PlayHold(long now)
    {
        if (HoldSource is not { } music || now - _relayedAt < clock.Ticks(HoldAfter)) return;
        if (ReadFrame(music)) SendFrame(now);
        else HoldSource = null;
    }

    private bool TryPrepare(RtpKind kind, Span<byte> payload, out int payloadType, out int samples)
    {
        (payloadType, samples) = (0, 0);
        switch (kind)
        {
            case RtpKind.Pcmu or RtpKind.Pcma or RtpKind.G722 when payload.Length > 0:
                Transcoder.Apply(kind.Codec(), _decoder, _remote!.Codec, _encoder, payload, _samples);
                (payloadType, samples) = (_remote.PayloadType, payload.Length);
                return true;
            case RtpKind.Event when _remote!.DtmfPayloadType is { } mapped && TelephoneEvent.TryRead(payload, out var told):
                (payloadType, samples) = (mapped, told.Duration);
                return true;
            default:
                return false;
        }
    }

    private bool ReadFrame(IFrameSource source)
    {
        try
        {
            return source.Read(_samples);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Media leg on port {Port}: a frame source threw and was dropped", ports.Port);
            return false;
        }
    }

    private void SendFrame(long now)
    {
        var (sequence, timestamp, first) = _emission.Own(now);
        RtpHeader.Write(_packet, first, _remote!.PayloadType, sequence, timestamp, _emission.Ssrc);
        _encoder.Encode(_remote.Codec, _samples, _packet.AsSpan(RtpHeader.Size));
        Send(_packet, now);
    }

    private void SendPress(in TelephoneEvent step, bool isFirst, bool isAudible, long now)
    {
        if (isFirst) _emission.EndRun();
        if (_remote!.DtmfPayloadType is not { } payloadType)
        {
            if (!isAudible) return;
            DtmfKeys.Sound(_presses.Code, _presses.Before, _samples);
            SendFrame(now);
            return;
        }

        ushort sequence;
        if (isFirst) (sequence, _pressBegan, _) = _emission.Own(now);
        else sequence = _emission.OwnAt(_pressBegan + step.Duration, now);
        RtpHeader.Write(_packet, isFirst, payloadType, sequence, _pressBegan, _emission.Ssrc);
        step.Write(_packet.AsSpan(RtpHeader.Size));
        Send(_packet.AsSpan(0, RtpHeader.Size + TelephoneEvent.Size), now);
    }

    private void Send(ReadOnlySpan<byte> packet, long now)
    {
        if (!sender.Send(ports, Target, packet))
        {
            counters.SendErrors++;
            return;
        }

        if (counters.PacketsOut++ == 0) events.FirstSent();
        counters.BytesOut += packet.Length - RtpHeader.Size;
        counters.LastOutAt = now;
    }
}
