namespace VoiceDock.Core.Media.Codecs;

/// <summary>One sub-band, lower or higher: estimate and step, moved on by each code (ITU-T G.722 clause 3). The same in encoder and decoder.</summary>
internal sealed class G722Band
{
    // QM4, WL: by the four upper bits of a lower code; the two lower ones may be robbed for data and are not adapted by.
    private static readonly short[] LowerLevels =
        [0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0];

    private static readonly short[] LowerWeights = [-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60];

    // QM2, WH
    private static readonly short[] HigherLevels = [-7408, -1616, 7408, 1616];
    private static readonly short[] HigherWeights = [798, -214, 798, -214];

    private readonly short[] _levels;
    private readonly short[] _weights;
    private readonly G722Predictor _predictor = new();
    private readonly G722Scale _scale;

    private G722Band(short[] levels, short[] weights, G722Scale scale) => (_levels, _weights, _scale) = (levels, weights, scale);

    public int Estimate => _predictor.Estimate;

    public int Step => _scale.Step;

    public static G722Band Lower() => new(LowerLevels, LowerWeights, new G722Scale(18432, 8));

    public static G722Band Higher() => new(HigherLevels, HigherWeights, new G722Scale(22528, 10));

    /// <summary>Moves on by one code: four bits of a lower one, two of a higher one.</summary>
    /// <returns>The difference it stands for.</returns>
    public int Adapt(int code)
    {
        var difference = (Step * _levels[code]) >> 15;
        _scale.Adapt(_weights[code]);
        _predictor.Adapt(difference);
        return difference;
    }
}
