using System.Collections.Concurrent;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// The last check of each trunk, for the light beside its name. In memory: what was found before a restart says nothing about now. A deleted
/// trunk takes its light along, a changed one starts as never checked. Thread-safe.
/// </summary>
public sealed class TrunkLights
{
    private readonly ConcurrentDictionary<Guid, TrunkLight> _lights = new();
    private readonly LiveFeed<Guid, TrunkLight> _feed;
    private readonly TimeProvider _time;

    public TrunkLights(TrunkDirectory trunks, TimeProvider time)
    {
        _time = time;
        _feed = new LiveFeed<Guid, TrunkLight>(time);
        trunks.Changed += change => _lights.TryRemove(change.Trunk.Id, out _);
    }

    /// <summary>Null: never checked as it is set up now.</summary>
    public TrunkLight? Find(Guid trunkId) => _lights.GetValueOrDefault(trunkId);

    /// <summary>Whoever checks a stored trunk tells it here.</summary>
    public void Note(Guid trunkId, TrunkCheckResult result)
    {
        var light = new TrunkLight(trunkId, _time.GetUtcNow().UtcDateTime, result);
        _lights[trunkId] = light;
        _feed.Publish(trunkId, light);
    }

    /// <summary>Tells when a trunk was checked; read <see cref="Find"/> then.</summary>
    public LiveSubscription<Guid, TrunkLight> Subscribe() => _feed.Subscribe();
}
