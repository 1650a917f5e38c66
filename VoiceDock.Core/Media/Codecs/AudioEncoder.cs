namespace VoiceDock.Core.Media.Codecs;

/// <summary>8 kHz samples for one far end, in its codec. One stream; allocates nothing but once, at its first G.722. One thread.</summary>
internal sealed class AudioEncoder
{
    private const int Chunk = 160;

    private Wideband? _wideband;

    /// <param name="codec">To encode with.</param>
    /// <param name="samples">8 kHz, 16 bit.</param>
    /// <param name="coded">As long as <paramref name="samples"/> or longer.</param>
    public void Encode(AudioCodec codec, ReadOnlySpan<short> samples, Span<byte> coded)
    {
        if (codec != AudioCodec.G722)
        {
            G711.Encode(codec, samples, coded);
            return;
        }

        _wideband ??= new Wideband();
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(Chunk, samples.Length)];
            var wide = _wideband.Samples.AsSpan(0, 2 * part.Length);
            _wideband.Filter.Up(part, wide);
            _wideband.Encoder.Encode(wide, coded);
            samples = samples[part.Length..];
            coded = coded[part.Length..];
        }
    }

    private sealed class Wideband
    {
        public readonly G722Encoder Encoder = new();
        public readonly HalfBand Filter = new();
        public readonly short[] Samples = new short[2 * Chunk];
    }
}
