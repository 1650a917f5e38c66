using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>The last events of all trunks, for notices and the overview. In memory, bounded, thread-safe.</summary>
public sealed class TrunkEvents(TimeProvider time)
{
    public const int MostKept = 50;

    private readonly Lock _gate = new();
    private readonly LinkedList<TrunkEvent> _recent = [];
    private readonly LiveFeed<long, TrunkEvent> _feed = new(time);
    private long _number;

    /// <summary>Newest first; at most <see cref="MostKept"/>.</summary>
    public IReadOnlyList<TrunkEvent> Recent
    {
        get
        {
            lock (_gate) return [.. _recent];
        }
    }

    /// <summary>Tells every event from now on, each once.</summary>
    public LiveSubscription<long, TrunkEvent> Subscribe() => _feed.Subscribe();

    internal void Add(Trunk trunk, TrunkEventKind kind, string words)
    {
        lock (_gate)
        {
            var told = new TrunkEvent(++_number, time.GetUtcNow().UtcDateTime, trunk.Id, trunk.Name, kind, words);
            _recent.AddFirst(told);
            if (_recent.Count > MostKept) _recent.RemoveLast();
            _feed.Publish(told.Number, told, last: true);
        }
    }
}
