using System.Numerics;

namespace VoiceDock.Core.Media.Codecs;

/// <summary>ITU-T G.711 by table: 16-bit linear ↔ u-law and A-law, and one law into the other.</summary>
/// <remarks>
/// Linear values are those of the ITU software library (G.191): 14 significant bits for u-law, 12 and a sign for A-law,
/// left-aligned.
/// </remarks>
internal static class G711
{
    /// <summary>What a silent u-law or A-law sample is on the wire.</summary>
    public const byte UlawSilence = 0xFF;
    public const byte AlawSilence = 0xD5;

    private static readonly short[] FromUlaw = Table<short>(256, code => DecodeUlaw((byte)code));
    private static readonly short[] FromAlaw = Table<short>(256, code => DecodeAlaw((byte)code));

    // The low 2 (u-law) and 4 (A-law) bits never matter, so the tables stay small enough for the cache.
    private static readonly byte[] ToUlaw = Table(1 << 14, index => EncodeUlaw((short)(index << 2)));
    private static readonly byte[] ToAlaw = Table(1 << 12, index => EncodeAlaw((short)(index << 4)));

    private static readonly byte[] UlawToAlaw = Table(256, code => EncodeAlaw(DecodeUlaw((byte)code)));
    private static readonly byte[] AlawToUlaw = Table(256, code => EncodeUlaw(DecodeAlaw((byte)code)));

    public static byte Silence(AudioCodec codec) => codec == AudioCodec.Pcmu ? UlawSilence : AlawSilence;

    /// <param name="codec">The law of <paramref name="coded"/>.</param>
    /// <param name="coded">One byte a sample.</param>
    /// <param name="samples">As long as <paramref name="coded"/> or longer.</param>
    public static void Decode(AudioCodec codec, ReadOnlySpan<byte> coded, Span<short> samples)
    {
        var table = codec == AudioCodec.Pcmu ? FromUlaw : FromAlaw;
        for (var i = 0; i < coded.Length; i++) samples[i] = table[coded[i]];
    }

    /// <param name="codec">The law to encode with.</param>
    /// <param name="samples">16-bit linear.</param>
    /// <param name="coded">As long as <paramref name="samples"/> or longer.</param>
    public static void Encode(AudioCodec codec, ReadOnlySpan<short> samples, Span<byte> coded)
    {
        if (codec == AudioCodec.Pcmu)
            for (var i = 0; i < samples.Length; i++) coded[i] = ToUlaw[(ushort)samples[i] >> 2];
        else
            for (var i = 0; i < samples.Length; i++) coded[i] = ToAlaw[(ushort)samples[i] >> 4];
    }

    /// <summary>Rewrites audio of one law in the other, in place. Nothing happens when they are the same.</summary>
    public static void Transcode(AudioCodec from, AudioCodec to, Span<byte> coded)
    {
        if (from == to) return;
        var table = from == AudioCodec.Pcmu ? UlawToAlaw : AlawToUlaw;
        foreach (ref var sample in coded) sample = table[sample];
    }

    private static short DecodeUlaw(byte code)
    {
        var bits = (byte)~code;
        var magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte EncodeUlaw(short sample)
    {
        var biased = Math.Min((Magnitude(sample) >> 2) + 33, 0x1FFF);
        var segment = BitOperations.Log2((uint)biased) - 5;
        var bits = (segment << 4) | ((biased >> (segment + 1)) & 0x0F);
        return (byte)~(sample < 0 ? bits | 0x80 : bits);
    }

    private static short DecodeAlaw(byte code)
    {
        var bits = code ^ 0x55;
        var segment = (bits >> 4) & 7;
        var magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0) magnitude = (magnitude + 0x100) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte EncodeAlaw(short sample)
    {
        var magnitude = Magnitude(sample) >> 4;
        var bits = magnitude;
        if (magnitude > 15)
        {
            var segment = BitOperations.Log2((uint)magnitude) - 3;
            bits = (segment << 4) | ((magnitude >> (segment - 1)) & 0x0F);
        }

        return (byte)((sample < 0 ? bits : bits | 0x80) ^ 0x55);
    }

    // One's complement, so that both signs have the same 2^15 values (G.191).
    private static int Magnitude(short sample) => sample < 0 ? ~sample : sample;

    private static T[] Table<T>(int size, Func<int, T> value) => [.. Enumerable.Range(0, size).Select(value)];
}
