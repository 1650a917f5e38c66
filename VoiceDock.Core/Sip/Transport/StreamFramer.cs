using System.Buffers.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Cuts a byte stream into messages by Content-Length, which a stream must have (RFC 3261 18.3 and 20.14), and finds keep-alives between them
/// (RFC 5626 4.4.1). Nothing is parsed beyond that. Used by one reader at a time.
/// </summary>
internal sealed class StreamFramer(int maxMessageBytes)
{
    private const int SmallBuffer = 4_096;

    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _end;
    private int _scanned;
    private int _length;
    private bool _halfPing;

    /// <summary>True between messages.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Room for the next bytes; <see cref="Advance"/> says how many came.</summary>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_scanned, _end, _start) = (Math.Max(0, _scanned - _start), _end - _start, 0);
        }

        if (_end == 0 && _buffer.Length > SmallBuffer) _buffer = new byte[SmallBuffer];
        else if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        return _buffer.AsMemory(_end);
    }

    public void Advance(int count) => _end += count;

    /// <summary>
    /// The next thing in the stream. Call it until <see cref="StreamFrame.None"/>. <paramref name="frame"/> is valid until the next call of
    /// <see cref="Free"/>; for <see cref="StreamFrame.Broken"/> it holds the headers as far as they came.
    /// </summary>
    public StreamFrame TryRead(out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        while (_length == 0 && _end - _start >= 2 && _buffer[_start] == '\r' && _buffer[_start + 1] == '\n')
        {
            _start += 2;
            _halfPing = !_halfPing;
            if (!_halfPing) return StreamFrame.Ping;
        }

        // A lone CR may be half a keep-alive; anything else begins a message.
        if (IsEmpty || (_end - _start == 1 && _buffer[_start] == '\r')) return StreamFrame.None;
        _halfPing = false;
        if (_length == 0 && FindLength() is var found && found != StreamFrame.Message) return Broken(found, out frame);
        if (_end - _start < _length) return StreamFrame.None;
        frame = _buffer.AsMemory(_start, _length);
        (_start, _length) = (_start + _length, 0);
        _scanned = _start;
        return StreamFrame.Message;
    }

    private StreamFrame Broken(StreamFrame found, out ReadOnlyMemory<byte> frame)
    {
        frame = found == StreamFrame.Broken ? _buffer.AsMemory(_start, _end - _start) : default;
        return found;
    }

    // Message: _length is known. The scan goes on where the last one ended, so that a peer who drips bytes costs no more than others.
    private StreamFrame FindLength()
    {
        var from = Math.Max(_start, _scanned - 3);
        var at = _buffer.AsSpan(from, _end - from).IndexOf("\r\n\r\n"u8);
        _scanned = _end;
        if (at < 0) return _end - _start > maxMessageBytes ? StreamFrame.Broken : StreamFrame.None;
        var headers = from + at + 4 - _start;
        if (ContentLength(_buffer.AsSpan(_start, headers)) is not { } body || body > maxMessageBytes - headers) return StreamFrame.Broken;
        _length = headers + body;
        return StreamFrame.Message;
    }

    // Null when there is none, several, or no number: then nobody knows where the next message begins.
    private static int? ContentLength(ReadOnlySpan<byte> headers)
    {
        int? length = null;
        var reader = new SipLineReader(headers);
        for (var first = true; reader.TryRead(out var line); first = false)
        {
            var colon = line.IndexOf((byte)':');
            if (first || colon < 0 || !IsContentLength(line[..colon].TrimEnd(" \t"u8))) continue;
            var value = line[(colon + 1)..].Trim(" \t\r\n"u8);
            if (length is not null || value.IsEmpty || value[0] is < (byte)'0' or > (byte)'9') return null;
            if (!Utf8Parser.TryParse(value, out int number, out var used) || used != value.Length) return null;
            length = number;
        }

        return length;
    }

    private static bool IsContentLength(ReadOnlySpan<byte> name) =>
        name is [(byte)'l' or (byte)'L'] || System.Text.Ascii.EqualsIgnoreCase(name, "Content-Length"u8);
}
