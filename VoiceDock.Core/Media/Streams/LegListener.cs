using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Core.Media.Streams;

/// <summary>One listener at a leg: packets of any length, in any order, become its 20 ms frames. The relayed stream is not touched. One media thread.</summary>
internal sealed class LegListener(IFrameListener listener)
{
    private const int LongestPacket = 2048;

    private readonly AudioDecoder _decoder = new();
    private readonly JitterBuffer _buffer = new();
    private readonly short[] _decoded = new short[LongestPacket];
    private readonly short[] _frame = new short[160];

    /// <summary>Takes the audio of one packet, late ones too; duplicates have been dropped before.</summary>
    public void Take(in RtpHeader header, bool isNewStream, AudioCodec codec, ReadOnlySpan<byte> payload)
    {
        var samples = _decoded.AsSpan(0, payload.Length);
        _decoder.Decode(codec, payload, samples);
        if (isNewStream) _buffer.Restart();
        _buffer.Put(header.Timestamp, header.Marker, samples);
    }

    /// <summary>The listener's turn, each 20 ms from the first packet on.</summary>
    public void Tick()
    {
        if (_buffer.TryTake(_frame)) listener.Write(_frame);
    }
}
