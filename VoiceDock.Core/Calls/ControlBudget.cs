using System.Collections.Concurrent;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>
/// The control commands a call may get in a minute, whoever sends them: API keys, the console's buttons and the assistant's tool share one budget
/// for each call. <c>cancel-transfer</c>, <c>take-back</c>, <c>resume</c> and <c>end-call</c> need none; a command that is refused gives its share back. Thread-safe.
/// </summary>
public sealed class ControlBudget(TimeProvider time)
{
    public const int PerMinute = 10;

    private const int SweepAbove = 2_000;

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, SlidingWindow> _calls = new();
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Counts one command for the call; not admitted means: refuse with <see cref="Exhausted"/>.</summary>
    public WindowReading TryTake(Guid callId)
    {
        // Once a minute at most: nothing younger has run out, and looking at each of many windows for each command would cost more than the command.
        var swept = Volatile.Read(ref _sweptAt);
        if (time.GetElapsedTime(swept) > _minute && Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), swept) == swept && _calls.Count > SweepAbove)
        {
            Sweep();
        }

        return _calls.GetOrAdd(callId, _ => new SlidingWindow(PerMinute, _minute, time)).TryTake();
    }

    /// <summary>The command was refused or invalid, so it does not count.</summary>
    public void GiveBack(Guid callId)
    {
        if (_calls.TryGetValue(callId, out var window))
        {
            window.GiveBack();
        }
    }

    public WindowReading Read(Guid callId) =>
        _calls.TryGetValue(callId, out var window) ? window.Read() : new WindowReading(true, PerMinute, PerMinute, TimeSpan.Zero);

    /// <summary>The refusal (429) for a command that was not admitted.</summary>
    public static Error Exhausted(WindowReading reading) =>
        new(ErrorKind.TooMany, "call_rate_limited", $"This call takes at most {PerMinute} control commands a minute.") { RetryAfter = reading.UntilFreed };

    private void Sweep()
    {
        foreach (var (id, window) in _calls)
        {
            if (window.Read().Remaining == PerMinute)
            {
                _calls.TryRemove(id, out _);
            }
        }
    }
}
