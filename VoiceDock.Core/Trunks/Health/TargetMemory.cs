using System.Collections.Concurrent;
using System.Net;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>
/// Which addresses gave no answer lately, so that the next call tries the others first: a call should not wait for a machine the last one waited for in
/// vain. Nothing is left out of a list, only put behind. Thread-safe.
/// </summary>
public sealed class TargetMemory(TimeProvider time)
{
    /// <summary>Probes and calls renew what is known; without them an address is given another chance after this time.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    private const int MostRemembered = 4096;

    private readonly ConcurrentDictionary<(TrunkTransport Transport, IPEndPoint Target), long> _silent = new();

    /// <summary>A request to the address was answered, whatever the code, or not.</summary>
    public void Note(TrunkTransport transport, IPEndPoint target, bool answered)
    {
        if (answered)
        {
            _silent.TryRemove((transport, target), out _);
            return;
        }

        if (_silent.Count >= MostRemembered) _silent.Clear();
        _silent[(transport, target)] = time.GetTimestamp();
    }

    /// <summary>The same addresses, those that answer first; their own order stays.</summary>
    public IReadOnlyList<IPEndPoint> Order(TrunkTransport transport, IReadOnlyList<IPEndPoint> targets) =>
        targets.Count < 2 || _silent.IsEmpty ? targets : [.. targets.OrderBy(t => IsSilent(transport, t))];

    /// <summary>It gave no answer lately.</summary>
    public bool IsSilent(TrunkTransport transport, IPEndPoint target)
    {
        if (!_silent.TryGetValue((transport, target), out var at)) return false;
        if (time.GetElapsedTime(at) < Lasts) return true;
        _silent.TryRemove(KeyValuePair.Create((transport, target), at));
        return false;
    }
}
