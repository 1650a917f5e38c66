namespace VoiceDock.Core.Media.Srtp;

/// <summary>Where a stream of packets stands, and which of the newest 64 were there already (RFC 3711 3.3.1, 3.3.2).</summary>
internal struct PacketIndex
{
    private const int Window = 64;
    private const int Rollover = 1 << 16;
    private const long Most = (1L << 48) - 1;

    private long _highest;
    private ulong _seen;

    /// <summary>The 48-bit index a sequence number most probably means: the one nearest to the newest packet.</summary>
    /// <returns>False when that would lie before the first or behind the last index a key may be used for.</returns>
    public readonly bool TryPlace(ushort sequence, out long index)
    {
        index = sequence;
        if (_seen == 0) return true;
        index |= _highest & ~0xFFFFL;
        if (index - _highest > Rollover / 2) index -= Rollover;
        else if (_highest - index > Rollover / 2) index += Rollover;
        return index is >= 0 and <= Most;
    }

    /// <summary>Neither seen before nor too old to tell.</summary>
    public readonly bool IsFresh(long index)
    {
        if (_seen == 0 || index > _highest) return true;
        var behind = _highest - index;
        return behind < Window && (_seen & (1UL << (int)behind)) == 0;
    }

    /// <summary>Notes a fresh packet, once it is known to be genuine.</summary>
    public void Take(long index)
    {
        if (_seen == 0) (_highest, _seen) = (index, 1);
        else if (index <= _highest) _seen |= 1UL << (int)(_highest - index);
        else
        {
            var ahead = index - _highest;
            _seen = ahead < Window ? (_seen << (int)ahead) | 1 : 1;
            _highest = index;
        }
    }
}
