using System.Security.Cryptography;
using VoiceDock.Core.Media.Loop;

namespace VoiceDock.Core.Media.Streams;

/// <summary>The one continuous RTP stream a far end gets, whatever feeds it: own frames, keys, or another leg's packets renumbered.</summary>
/// <remarks>
/// One SSRC for the leg's life. A change of feeder begins a run: the sequence goes on by one, the timestamp by the time that
/// passed, and the run's first packet carries the marker. Within a relayed run gaps and reordering stay as they came. One media thread.
/// </remarks>
internal sealed class RtpEmission(MediaClock clock)
{
    private const int Frame = 160;

    private ushort _nextSequence = (ushort)RandomNumberGenerator.GetInt32(65536);
    private uint _endTimestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private long _endedAt;
    private bool _any;
    private bool _inRun;
    private bool _relaying;
    private ushort _relayBase;
    private ushort _sequenceOffset;
    private uint _timestampOffset;

    public uint Ssrc { get; } = (uint)RandomNumberGenerator.GetInt32(int.MinValue, int.MaxValue);

    /// <summary>This moment on the stream's clock: when a frame sent now would begin.</summary>
    public uint TimestampAt(long now) => _any ? _endTimestamp - Frame + (uint)clock.Samples(now - _endedAt) : _endTimestamp;

    /// <summary>Whatever comes next is a new run.</summary>
    public void EndRun() => (_inRun, _relaying) = (false, false);

    /// <summary>Places the next frame of our own: 160 samples of audio, or a part of a key press.</summary>
    /// <returns>Sequence, timestamp, and whether a run begins.</returns>
    public (ushort Sequence, uint Timestamp, bool First) Own(long now)
    {
        var first = !_inRun || _relaying;
        if (first) BeginRun(now);
        _relaying = false;
        var placed = (_nextSequence++, _endTimestamp, first);
        Sent(_endTimestamp + Frame, now);
        return placed;
    }

    /// <summary>Places a further packet of a key press, which keeps the timestamp of its first one (RFC 4733 2.5.1).</summary>
    /// <param name="end">Timestamp at which the press, as far as told now, ends.</param>
    /// <param name="now">The time.</param>
    public ushort OwnAt(uint end, long now)
    {
        Sent(end, now);
        return _nextSequence++;
    }

    /// <summary>Places a packet of another leg.</summary>
    /// <param name="header">As it came.</param>
    /// <param name="samples">Audio it holds, or how far a telephone-event has lasted.</param>
    /// <param name="now">The time.</param>
    /// <param name="placed">Sequence, timestamp, and whether a run begins.</param>
    /// <returns>False for a late packet from before the run: its number is taken.</returns>
    public bool TryRelay(in RtpHeader header, int samples, long now, out (ushort Sequence, uint Timestamp, bool First) placed)
    {
        var first = !_inRun || !_relaying;
        if (first) BeginRelay(header, now);
        placed = ((ushort)(header.Sequence + _sequenceOffset), header.Timestamp + _timestampOffset, first);
        if ((short)(header.Sequence - _relayBase) < 0) return false;
        if ((short)(placed.Sequence - _nextSequence) >= 0) _nextSequence = (ushort)(placed.Sequence + 1);
        Sent(placed.Timestamp + (uint)samples, now);
        return true;
    }

    /// <summary>A packet of the relayed stream is kept back on purpose: its number must not look lost.</summary>
    public void Skip()
    {
        if (_relaying) _sequenceOffset--;
    }

    private void BeginRelay(in RtpHeader header, long now)
    {
        BeginRun(now);
        (_relaying, _relayBase) = (true, header.Sequence);
        _sequenceOffset = (ushort)(_nextSequence - header.Sequence);
        _timestampOffset = _endTimestamp - header.Timestamp;
    }

    // The time since the last packet, less the frame that packet brought, is silence the far end must see on its clock.
    private void BeginRun(long now)
    {
        _inRun = true;
        if (!_any) return;
        var pause = clock.Samples(now - _endedAt) - Frame;
        if (pause > 0) _endTimestamp += (uint)pause;
    }

    private void Sent(uint end, long now)
    {
        if (_any && (int)(end - _endTimestamp) <= 0) return;
        (_any, _endTimestamp, _endedAt) = (true, end, now);
    }
}
