namespace VoiceDock.Core.Sip.Messages;

/// <summary>Cuts a datagram into logical header lines, folded ones in one piece (RFC 3261 section 7.3.1). Only CRLF ends a line.</summary>
internal ref struct SipLineReader(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    /// <summary>The empty line has been read: <see cref="Rest"/> is the body.</summary>
    public bool AtBody { get; private set; }

    /// <summary>The last line read still holds CRLF and blanks of its folds.</summary>
    public bool Folded { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Skips what keep-alives leave before a start line (section 7.5).</summary>
    public void SkipEmptyLines()
    {
        while (_rest.StartsWith("\r\n"u8)) _rest = _rest[2..];
    }

    /// <returns>False at the empty line (then <see cref="AtBody"/>), or when the datagram ends within a line.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        Folded = false;
        if (AtBody) return false;
        var end = _rest.IndexOf("\r\n"u8);
        if (end < 0) return false;
        if (end == 0)
        {
            AtBody = true;
            _rest = _rest[2..];
            return false;
        }

        while (end + 2 < _rest.Length && _rest[end + 2] is (byte)' ' or (byte)'\t')
        {
            var next = _rest[(end + 2)..].IndexOf("\r\n"u8);
            if (next < 0) return false;
            end += 2 + next;
            Folded = true;
        }

        line = _rest[..end];
        _rest = _rest[(end + 2)..];
        return true;
    }
}
