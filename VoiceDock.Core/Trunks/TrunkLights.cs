using System.Collections.Concurrent;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// The last check of each trunk, for the light beside its name. In memory: what was found before a restart says nothing about now. A deleted
/// trunk takes its light along, one whose settings were changed starts as never checked. Thread-safe.
/// </summary>
public sealed class TrunkLights
{
    private readonly ConcurrentDictionary<Guid, TrunkLight> _lights = new();
    private readonly LiveFeed<Guid, TrunkLight> _feed;
    private readonly TrunkDirectory _trunks;
    private readonly TimeProvider _time;

    public TrunkLights(TrunkDirectory trunks, TimeProvider time)
    {
        (_trunks, _time) = (trunks, time);
        _feed = new LiveFeed<Guid, TrunkLight>(time);
        trunks.Changed += change => Find(change.Trunk.Id);
    }

    /// <summary>Null: never checked as it is set up now.</summary>
    public TrunkLight? Find(Guid trunkId)
    {
        if (!_lights.TryGetValue(trunkId, out var light)) return null;
        if (IsOf(light, _trunks.Find(trunkId))) return light;
        _lights.TryRemove(KeyValuePair.Create(trunkId, light));
        return null;
    }

    /// <summary>Whoever checks a stored trunk tells it here, with the trunk as it was when the check began.</summary>
    public void Note(Trunk trunk, TrunkCheckResult result)
    {
        var light = new TrunkLight(trunk, _time.GetUtcNow().UtcDateTime, result);
        if (!IsOf(light, _trunks.Find(trunk.Id))) return; // changed or deleted meanwhile
        _lights[trunk.Id] = light;
        _feed.Publish(trunk.Id, light);
    }

    /// <summary>Tells when a trunk was checked; read <see cref="Find"/> then.</summary>
    public LiveSubscription<Guid, TrunkLight> Subscribe() => _feed.Subscribe();

    // a realm learnt by the check itself leaves this time as it is
    private static bool IsOf(TrunkLight light, Trunk? now) => now is not null && now.UpdatedAt == light.Checked.UpdatedAt;
}
