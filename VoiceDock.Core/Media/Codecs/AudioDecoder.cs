namespace VoiceDock.Core.Media.Codecs;

/// <summary>What one far end says, in whatever codec, as 8 kHz samples. One stream; allocates nothing but once, at its first G.722. One thread.</summary>
internal sealed class AudioDecoder
{
    private const int Chunk = 160;

    private Wideband? _wideband;

    /// <param name="codec">Of <paramref name="coded"/>.</param>
    /// <param name="coded">One byte a sample of 8 kHz in every codec we have.</param>
    /// <param name="samples">As long as <paramref name="coded"/> or longer.</param>
    public void Decode(AudioCodec codec, ReadOnlySpan<byte> coded, Span<short> samples)
    {
        if (codec != AudioCodec.G722)
        {
            G711.Decode(codec, coded, samples);
            return;
        }

        _wideband ??= new Wideband();
        while (!coded.IsEmpty)
        {
            var part = coded[..Math.Min(Chunk, coded.Length)];
            var wide = _wideband.Samples.AsSpan(0, 2 * part.Length);
            _wideband.Decoder.Decode(part, wide);
            _wideband.Filter.Down(wide, samples);
            coded = coded[part.Length..];
            samples = samples[part.Length..];
        }
    }

    private sealed class Wideband
    {
        public readonly G722Decoder Decoder = new();
        public readonly HalfBand Filter = new();
        public readonly short[] Samples = new short[2 * Chunk];
    }
}
