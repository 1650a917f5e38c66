namespace VoiceDock.Core.Calls.Quality;

/// <summary>Gathers the samples of one leg. When there are 600 points, two and two become one and each further point is twice as long. Not thread-safe.</summary>
internal sealed class QualityLine(string leg, Guid? transferId, DateTime startedAt)
{
    public const int MostPoints = 600;

    private readonly List<QualityPoint> _points = [];
    private QualityPoint _gathered;
    private int _gatheredSeconds;
    private int _step = 1;

    public string Leg => leg;

    /// <summary>Adds one second.</summary>
    public void Add(QualityPoint second)
    {
        _gathered = _gatheredSeconds == 0 ? second : _gathered.With(second);
        if (++_gatheredSeconds < _step)
            return;
        _points.Add(_gathered);
        _gatheredSeconds = 0;
        if (_points.Count == MostPoints)
            Thin();
    }

    /// <summary>What is whole: seconds that do not fill a step yet are left out.</summary>
    public LegQualitySeries Read() => new(leg, transferId, startedAt, _step, [.. _points]);

    private void Thin()
    {
        for (var i = 0; i < MostPoints / 2; i++)
            _points[i] = _points[2 * i].With(_points[(2 * i) + 1]);
        _points.RemoveRange(MostPoints / 2, MostPoints / 2);
        _step *= 2;
    }
}
