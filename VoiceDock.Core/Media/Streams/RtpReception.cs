using VoiceDock.Core.Media.Rtcp;

namespace VoiceDock.Core.Media.Streams;

/// <summary>Order, loss and jitter of what one far end sends (RFC 3550 A.1, A.3, A.8), over any number of its streams. One media thread.</summary>
internal sealed class RtpReception
{
    private const int MaxDropout = 3000;
    private const int MaxMisorder = 100;

    // A difference of more than a second is a restarted clock, not the network.
    private const double MaxTransitChange = 8000;

    private bool _any;
    private uint _ssrc;
    private long _base;
    private long _highest;
    private int _jumpNext = -1;
    private ulong _seen;
    private long _expectedBefore;
    private long _receivedBefore;
    private long _expectedTold;
    private long _receivedTold;
    private bool _timed;
    private uint _lastTimestamp;
    private double _lastArrival;
    private double _jitter;

    /// <summary>Packets received, duplicates and late ones included, as A.3 counts them.</summary>
    public long Received { get; private set; }

    /// <summary>Packets expected minus received. May be read from any thread.</summary>
    public long Lost => Math.Max(0, _expectedBefore + (_any ? _highest - _base + 1 : 0) - Received);

    public double JitterMs => _jitter / 8;

    /// <summary>The stream heard now; null before the first packet.</summary>
    public uint? Ssrc => _any ? _ssrc : null;

    public Arrival Judge(in RtpHeader header)
    {
        if (!_any || header.Ssrc != _ssrc) return Restart(header);
        var ahead = (ushort)(header.Sequence - (ushort)_highest);
        if (ahead == 0) return Count(Arrival.Duplicate);
        if (ahead < MaxDropout) return Advance(ahead);
        if (ahead < 65536 - MaxMisorder) return Jumped(header);
        return Count(IsFirstSight(65536 - ahead) ? Arrival.Late : Arrival.Duplicate);
    }

    /// <summary>Adds one audio packet to the jitter estimate.</summary>
    /// <param name="timestamp">Its RTP timestamp.</param>
    /// <param name="arrival">When it came, in samples of 8 kHz on any steady clock.</param>
    /// <returns>False when its timestamp does not follow the last one's: the far end's clock was set anew.</returns>
    public bool Time(uint timestamp, double arrival)
    {
        var steady = true;
        if (_timed)
        {
            var change = arrival - _lastArrival - (int)(timestamp - _lastTimestamp);
            steady = Math.Abs(change) <= MaxTransitChange;
            if (steady) _jitter += (Math.Abs(change) - _jitter) / 16;
        }

        (_timed, _lastTimestamp, _lastArrival) = (true, timestamp, arrival);
        return steady;
    }

    /// <summary>The report on the stream heard now (A.3), for one report interval.</summary>
    /// <returns>False when nothing came since the last report.</returns>
    public bool TryReport(out ReportBlock block)
    {
        block = default;
        var expected = _any ? _highest - _base + 1 : 0;
        var received = Received - _receivedBefore;
        var (expectedNow, receivedNow) = (expected - _expectedTold, received - _receivedTold);
        if (receivedNow <= 0) return false;
        (_expectedTold, _receivedTold) = (expected, received);
        var fraction = expectedNow <= receivedNow ? 0 : (expectedNow - receivedNow) * 256 / expectedNow;
        block = new ReportBlock(_ssrc, (byte)fraction, (int)(expected - received), (uint)_highest, (uint)_jitter, 0, 0);
        return true;
    }

    private Arrival Restart(in RtpHeader header)
    {
        if (_any) _expectedBefore += _highest - _base + 1;
        (_receivedBefore, _expectedTold, _receivedTold) = (Received, 0, 0);
        (_any, _ssrc, _jumpNext, _seen, _timed) = (true, header.Ssrc, -1, 1, false);
        _base = _highest = header.Sequence;
        return Count(Arrival.NewStream);
    }

    private Arrival Advance(int ahead)
    {
        _highest += ahead;
        _seen = ahead < 64 ? (_seen << ahead) | 1 : 1;
        _jumpNext = -1;
        return Count(Arrival.InOrder);
    }

    private Arrival Jumped(in RtpHeader header)
    {
        if (header.Sequence == _jumpNext) return Restart(header);
        _jumpNext = (ushort)(header.Sequence + 1);
        return Arrival.Jump;
    }

    private bool IsFirstSight(int behind)
    {
        if (behind >= 64 || (_seen & (1UL << behind)) != 0) return false;
        _seen |= 1UL << behind;
        return true;
    }

    private Arrival Count(Arrival arrival)
    {
        Received++;
        return arrival;
    }
}
