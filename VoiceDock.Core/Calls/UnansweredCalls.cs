using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>The last calls that were not answered, for the overview; the same cause again counts up. In memory, bounded, thread-safe.</summary>
public sealed class UnansweredCalls(TimeProvider time)
{
    private const int MostKept = 50;

    private readonly Lock _gate = new();
    private readonly List<UnansweredCall> _calls = [];
    private readonly LiveFeed<string, UnansweredCall> _feed = new(time);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<UnansweredCall> Recent
    {
        get
        {
            lock (_gate)
                return [.. _calls.OrderByDescending(c => c.At)];
        }
    }

    /// <summary>Tells when something was added; read <see cref="Recent"/> then.</summary>
    public LiveSubscription<string, UnansweredCall> Subscribe() => _feed.Subscribe();

    internal void Add(string cause, string sentence, string? caller, string? dialled, string source)
    {
        var call = new UnansweredCall(time.GetUtcNow().UtcDateTime, cause, sentence, caller, dialled, source);
        lock (_gate)
        {
            var at = _calls.FindIndex(c => c.Cause == cause && c.Dialled == dialled && c.Source == source);
            if (at >= 0)
            {
                call = call with { Count = _calls[at].Count + 1 };
                _calls.RemoveAt(at);
            }
            _calls.Add(call);
            if (_calls.Count > MostKept)
                _calls.RemoveAt(0);
        }
        _feed.Publish("last", call);
    }
}
