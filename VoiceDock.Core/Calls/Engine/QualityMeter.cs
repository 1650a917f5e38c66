using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Quality;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Turns the growing counters of one leg into what happened since the last look. Used by the call's actor only.</summary>
internal sealed class QualityMeter
{
    private long _received;
    private long _lost;

    public QualityPoint Read(MediaLegStats stats)
    {
        // A packet that came late after all makes the loss smaller than it was.
        var (received, lost) = ((int)Math.Max(0, stats.PacketsIn - _received), (int)Math.Max(0, stats.Lost - _lost));
        (_received, _lost) = (stats.PacketsIn, stats.Lost);
        if (received == 0)
            return new QualityPoint(null, 0, lost, 0);
        var mos = EModel.Mos(100.0 * lost / (received + lost), stats.JitterMs, stats.RoundTripMs ?? 0);
        return new QualityPoint((float)Math.Round(mos, 2), received, lost, (float)Math.Round(stats.JitterMs, 1));
    }
}
