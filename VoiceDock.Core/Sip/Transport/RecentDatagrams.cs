namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Tells whether the very same datagram came lately, which over UDP means: a retransmission. Only for the trace; remembers a fixed number
/// of fingerprints. Used by the receive thread only.
/// </summary>
internal sealed class RecentDatagrams(int capacity = 4_096)
{
    private readonly HashSet<ulong> _known = new(capacity);
    private readonly ulong[] _ring = new ulong[capacity];
    private long _next;

    /// <summary>True when it was seen before; remembers it otherwise.</summary>
    public bool Seen(ReadOnlySpan<byte> datagram)
    {
        var print = Fingerprint(datagram);
        if (!_known.Add(print)) return true;
        var at = (int)(_next++ % capacity);
        if (_next > capacity) _known.Remove(_ring[at]);
        _ring[at] = print;
        return false;
    }

    // FNV-1a over eight bytes at a time with a final mix: quick and good enough to mark a line in a trace.
    private static ulong Fingerprint(ReadOnlySpan<byte> data)
    {
        const ulong Prime = 0x100000001B3;
        var hash = 0xCBF29CE484222325 ^ (ulong)data.Length;
        for (; data.Length >= 8; data = data[8..]) hash = (hash ^ BitConverter.ToUInt64(data)) * Prime ^ (hash >> 29);
        foreach (var b in data) hash = (hash ^ b) * Prime;
        return hash ^ (hash >> 32);
    }
}
