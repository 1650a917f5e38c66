using System.Runtime.CompilerServices;

namespace VoiceDock.Web.Shared;

/// <summary>A clock a live component follows, for what changes by time alone.</summary>
public static class Ticks
{
    /// <summary>Ticks until cancelled; ticks a slow reader misses are dropped.</summary>
    public static async IAsyncEnumerable<bool> Every(TimeSpan period, TimeProvider time, [EnumeratorCancellation] CancellationToken left)
    {
        using var timer = new PeriodicTimer(period, time);
        while (await timer.WaitForNextTickAsync(left))
            yield return true;
    }
}
