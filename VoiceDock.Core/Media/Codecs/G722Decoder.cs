namespace VoiceDock.Core.Media.Codecs;

/// <summary>ITU-T G.722 at 64 kbit/s: one byte in, two samples of 16 kHz out. One stream; allocates nothing. One thread.</summary>
internal sealed class G722Decoder
{
    private const int Past = G722Filter.Taps - 2;
    private const int MostPairs = 160;
    private const int Limit = 1 << 14;

    // QM6: what the six bits of a lower code stand for.
    private static readonly short[] Levels =
    [
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
        -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
        24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
    ];

    private readonly G722Band _lower = G722Band.Lower();
    private readonly G722Band _higher = G722Band.Higher();
    private readonly int[] _line = new int[Past + (2 * MostPairs)];

    /// <param name="coded">Any bytes.</param>
    /// <param name="samples">16 bit, 16 kHz, twice as many.</param>
    public void Decode(ReadOnlySpan<byte> coded, Span<short> samples)
    {
        while (!coded.IsEmpty)
        {
            var pairs = Math.Min(MostPairs, coded.Length);
            for (var i = 0; i < pairs; i++) Decode(coded[i], _line.AsSpan(Past + (2 * i), 2));
            for (var i = 0; i < pairs; i++)
            {
                var (newest, others) = G722Filter.Sums(_line.AsSpan(2 * i, G722Filter.Taps));
                samples[2 * i] = (short)G722Predictor.Saturate(newest >> 11);
                samples[(2 * i) + 1] = (short)G722Predictor.Saturate(others >> 11);
            }

            _line.AsSpan(2 * pairs, Past).CopyTo(_line);
            coded = coded[pairs..];
            samples = samples[(2 * pairs)..];
        }
    }

    // The two bands' samples, as sum and difference for the filter.
    private void Decode(byte code, Span<int> line)
    {
        var lowerCode = code & 0x3F;
        var lower = Limited(_lower.Estimate + ((_lower.Step * Levels[lowerCode]) >> 15));
        _lower.Adapt(lowerCode >> 2);
        var estimate = _higher.Estimate;
        var higher = Limited(estimate + _higher.Adapt(code >> 6));
        (line[0], line[1]) = (lower + higher, lower - higher);
    }

    private static int Limited(int value) => Math.Clamp(value, -Limit, Limit - 1);
}
