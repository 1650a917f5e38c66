namespace VoiceDock.Core.Media.Codecs;

/// <summary>ITU-T G.722 at 64 kbit/s: 16 kHz in, one byte for two samples out. One stream; allocates nothing. One thread.</summary>
internal sealed class G722Encoder
{
    private const int Past = G722Filter.Taps - 2;
    private const int MostPairs = 160;

    // Q6: decision levels of the lower band.
    private static readonly short[] Decisions =
    [
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919,
    ];

    private const int HigherDecision = 564;

    private readonly G722Band _lower = G722Band.Lower();
    private readonly G722Band _higher = G722Band.Higher();
    private readonly int[] _line = new int[Past + (2 * MostPairs)];

    /// <param name="samples">16 bit, 16 kHz, an even number.</param>
    /// <param name="coded">Half as many bytes.</param>
    public void Encode(ReadOnlySpan<short> samples, Span<byte> coded)
    {
        while (samples.Length >= 2)
        {
            var pairs = Math.Min(MostPairs, samples.Length / 2);
            for (var i = 0; i < 2 * pairs; i++) _line[Past + i] = samples[i];
            for (var i = 0; i < pairs; i++) coded[i] = Encode(_line.AsSpan(2 * i, G722Filter.Taps));
            _line.AsSpan(2 * pairs, Past).CopyTo(_line);
            samples = samples[(2 * pairs)..];
            coded = coded[pairs..];
        }
    }

    private byte Encode(ReadOnlySpan<int> line)
    {
        var (newest, others) = G722Filter.Sums(line);
        var lower = Lower((newest + others) >> 14);
        var higher = Higher((newest - others) >> 14);
        _lower.Adapt(lower >> 2);
        _higher.Adapt(higher);
        return (byte)((higher << 6) | lower);
    }

    // QUANTL: which interval of the scaled levels the difference lies in, and its code.
    private int Lower(int sample)
    {
        var difference = G722Predictor.Saturate(sample - _lower.Estimate);
        var magnitude = difference < 0 ? ~difference : difference;
        var interval = 1;
        while (interval <= Decisions.Length && magnitude >= (Decisions[interval - 1] * _lower.Step) >> 12) interval++;
        if (difference >= 0) return 62 - interval;
        return interval < 3 ? 64 - interval : 34 - interval;
    }

    private int Higher(int sample)
    {
        var difference = G722Predictor.Saturate(sample - _higher.Estimate);
        var magnitude = difference < 0 ? ~difference : difference;
        var isLarge = magnitude >= (HigherDecision * _higher.Step) >> 12;
        return difference < 0 ? (isLarge ? 0 : 1) : isLarge ? 2 : 3;
    }
}
