using System.Collections.Concurrent;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>Answers probes as it is told, and notes when each was asked for by the clock of the test.</summary>
internal sealed class PlayedPeers(TimeProvider time) : ITrunkProbe
{
    private int _running;

    public ConcurrentQueue<(Guid Trunk, TimeSpan At)> Asked { get; } = [];

    /// <summary>Most probes under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public Func<TrunkCheckSettings, Task<bool>> IsThere { get; set; } = _ => Task.FromResult(true);

    public async Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        Asked.Enqueue((settings.TrunkId!.Value, time.GetElapsedTime(0)));
        try
        {
            return await IsThere(settings)
                ? TrunkCheckWords.Answered(settings, 200, "OK", null, TimeSpan.FromMilliseconds(3))
                : TrunkCheckWords.Silent(settings, []);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
