namespace VoiceDock.Core.Media.Codecs;

/// <summary>
/// The adaptive predictor of one sub-band (ITU-T G.722 3.5, 3.6; block 4 of clause 6.2): two poles and six zeros, adapted by the signs of what
/// came. Encoder and decoder run the same one over the same differences. Names in capitals are the Recommendation's.
/// </summary>
internal sealed class G722Predictor
{
    private const int Zeros = 6;
    private const int MostPole2 = 12288;
    private const int MostPoles = 15360;

    private readonly int[] _differences = new int[Zeros];
    private readonly int[] _zeros = new int[Zeros];
    private int _pole1;
    private int _pole2;
    private int _partial1;
    private int _partial2;
    private int _reconstructed1;
    private int _zeroPart;

    /// <summary>SL or SH: what the next sample is expected to be.</summary>
    public int Estimate { get; private set; }

    /// <summary>Takes the quantized difference between a sample and <see cref="Estimate"/>, and estimates the next one.</summary>
    public void Adapt(int difference)
    {
        var reconstructed = Saturate(Estimate + difference);
        var partial = Saturate(_zeroPart + difference);
        AdaptPoles(partial);
        AdaptZeros(difference);
        (_partial2, _partial1) = (_partial1, partial);
        var polePart = Saturate(Scaled(_pole1, Saturate(2 * reconstructed)) + Scaled(_pole2, Saturate(2 * _reconstructed1)));
        _reconstructed1 = reconstructed;
        Estimate = Saturate(polePart + _zeroPart);
    }

    public static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    // UPPOL2, then UPPOL1, which is held back by the new second pole: together they stay stable.
    private void AdaptPoles(int partial)
    {
        var sameAs1 = (partial ^ _partial1) >= 0;
        var sameAs2 = (partial ^ _partial2) >= 0;
        var slope = Saturate(4 * _pole1);
        var step = Math.Min(sameAs1 ? -slope : slope, short.MaxValue) >> 7;
        var second = Math.Clamp(step + (sameAs2 ? 128 : -128) + Scaled(_pole2, 32512), -MostPole2, MostPole2);
        var most = MostPoles - second;
        var first = Saturate((sameAs1 ? 192 : -192) + Scaled(_pole1, 32640));
        (_pole1, _pole2) = (Math.Clamp(first, -most, most), second);
    }

    // UPZERO, the delay line, and FILTEZ for the next sample.
    private void AdaptZeros(int difference)
    {
        var step = difference == 0 ? 0 : 128;
        var sum = 0;
        var next = difference;
        for (var i = 0; i < Zeros; i++)
        {
            var past = _differences[i];
            _zeros[i] = Saturate(((past ^ difference) >= 0 ? step : -step) + Scaled(_zeros[i], 32640));
            _differences[i] = next;
            sum += Scaled(_zeros[i], Saturate(2 * next));
            next = past;
        }

        _zeroPart = Saturate(sum);
    }

    private static int Scaled(int a, int b) => (a * b) >> 15;
}
