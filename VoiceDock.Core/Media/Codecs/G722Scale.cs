namespace VoiceDock.Core.Media.Codecs;

/// <summary>The step of one sub-band's quantizer (ITU-T G.722 3.4; block 3 of clause 6.2): a logarithm that follows the codes, and 2 to its power.</summary>
/// <param name="most">Limit of the logarithm: 18432 in the lower sub-band, 22528 in the higher.</param>
/// <param name="octave">8 and 10: where the logarithm's whole part lies.</param>
internal sealed class G722Scale(int most, int octave)
{
    // ILB: about 2048 * 2^(i/32), as the Recommendation has them.
    private static readonly short[] Power =
    [
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
    ];

    private int _log;

    /// <summary>DETL or DETH.</summary>
    public int Step { get; private set; } = StepOf(0, octave);

    /// <param name="weight">W of the code that was sent.</param>
    public void Adapt(int weight)
    {
        _log = Math.Clamp(((_log * 127) >> 7) + weight, 0, most);
        Step = StepOf(_log, octave);
    }

    private static int StepOf(int log, int octave)
    {
        var shift = octave - (log >> 11);
        var power = Power[(log >> 6) & 31];
        return (shift < 0 ? power << -shift : power >> shift) << 2;
    }
}
