using System.Collections.Concurrent;
using VoiceDock.Core.Calls.History;

namespace VoiceDock.Core.Calls;

/// <summary>Finds calls by id: live ones in memory, ended ones in the history. Safe from any thread.</summary>
public sealed class CallDirectory(CallHistory history)
{
    private readonly ConcurrentDictionary<Guid, CallActor> _live = [];

    public int LiveCount => _live.Count;

    /// <summary>The call as it is now, live or ended; null when there is no such call.</summary>
    public async Task<CallView?> FindAsync(Guid id, CancellationToken cancellation) =>
        _live.TryGetValue(id, out var call) ? call.View : await history.FindAsync(id, cancellation);

    internal CallActor? Live(Guid id) => _live.GetValueOrDefault(id);

    internal IReadOnlyCollection<CallActor> LiveActors => [.. _live.Values];

    internal void Add(CallActor call) => _live[call.Id] = call;

    internal void Remove(CallActor call) => _live.TryRemove(call.Id, out _);
}
