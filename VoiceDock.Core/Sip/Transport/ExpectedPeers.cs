using System.Collections.Concurrent;
using System.Net;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Addresses we ourselves sent something to that is still going on. Their answers must get through although they may be no configured peer
/// (the check of a trunk not saved yet); new business from them is still judged as anybody's. Thread-safe.
/// </summary>
internal sealed class ExpectedPeers
{
    private readonly ConcurrentDictionary<IPAddress, int> _uses = new();

    public int Count => _uses.Count;

    public bool Contains(IPAddress address) => _uses.ContainsKey(address);

    public void Add(IPAddress address) => _uses.AddOrUpdate(address, 1, static (_, uses) => uses + 1);

    public void Release(IPAddress address)
    {
        while (_uses.TryGetValue(address, out var uses))
        {
            if (uses > 1 ? _uses.TryUpdate(address, uses - 1, uses) : _uses.TryRemove(new(address, uses))) return;
        }
    }
}
