using System.Buffers.Binary;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>Between the phone line's u-law and what a server wants. One connection; each direction on one thread.</summary>
internal sealed class TalkAudio(SpeechModelAudio audio)
{
    /// <summary>Bytes a server gets for one byte of u-law, at most.</summary>
    public const int MostGrowth = 6;

    private readonly ThirdBand _up = new();
    private readonly ThirdBand _down = new();
    private readonly short[] _narrow = new short[640];
    private readonly short[] _wide = new short[1_920];

    /// <summary>For the server.</summary>
    /// <param name="ulaw">At most 640 bytes.</param>
    /// <returns>Bytes written.</returns>
    public int ToServer(ReadOnlySpan<byte> ulaw, Span<byte> into)
    {
        if (audio == SpeechModelAudio.Pcmu)
        {
            ulaw.CopyTo(into);
            return ulaw.Length;
        }

        var narrow = _narrow.AsSpan(0, ulaw.Length);
        var wide = _wide.AsSpan(0, ulaw.Length * 3);
        G711.Decode(AudioCodec.Pcmu, ulaw, narrow);
        _up.Up(narrow, wide);
        for (var i = 0; i < wide.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(into[(i * 2)..], wide[i]);
        return wide.Length * 2;
    }

    /// <summary>For the caller.</summary>
    public byte[] FromServer(byte[] bytes)
    {
        if (audio == SpeechModelAudio.Pcmu) return bytes;
        var wide = new short[bytes.Length / 2];
        for (var i = 0; i < wide.Length; i++) wide[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i * 2));
        var narrow = new short[(wide.Length / 3) + 1];
        var count = _down.Down(wide, narrow);
        var ulaw = new byte[count];
        G711.Encode(AudioCodec.Pcmu, narrow.AsSpan(0, count), ulaw);
        return ulaw;
    }
}
