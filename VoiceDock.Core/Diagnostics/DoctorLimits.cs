using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics;

/// <summary>How often and how many at once, per person or key. Thread-safe.</summary>
internal sealed class DoctorLimits(IOptions<DoctorOptions> options, TimeProvider time)
{
    private const int MostRemembered = 1024;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, SlidingWindow> _windows = new();

    /// <summary>Counts a run; null when it may begin.</summary>
    /// <param name="running">Runs this person or key has now.</param>
    public Error? TryTake(Actor by, int running)
    {
        if (running >= options.Value.RunsAtOnce) return DoctorErrors.TooManyAtOnce(options.Value.RunsAtOnce);
        if (_windows.Count >= MostRemembered) DropIdle();
        var reading = _windows.GetOrAdd(KeyOf(by), _ => new SlidingWindow(options.Value.RunsPerMinute, Minute, time)).TryTake();
        return reading.Admitted ? null : DoctorErrors.TooMany(options.Value.RunsPerMinute, reading.UntilFreed);
    }

    public static string KeyOf(Actor by) => $"{by.Type}:{by.Id}";

    private void DropIdle()
    {
        foreach (var (key, window) in _windows)
        {
            if (window.Read().Remaining == window.Limit) _windows.TryRemove(key, out _);
        }
    }
}
