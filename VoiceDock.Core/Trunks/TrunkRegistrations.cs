using System.Collections.Concurrent;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>How each trunk's registration stands, in memory. Thread-safe.</summary>
public sealed class TrunkRegistrations(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, TrunkRegistration> _now = new();
    private readonly LiveFeed<Guid, TrunkRegistration> _feed = new(time);

    /// <summary>Raised after a registration began, was renewed or failed, under no lock. Handlers must be quick and must not throw.</summary>
    public event Action<TrunkRegistration>? Noted;

    /// <summary>Off for every trunk nobody registers for.</summary>
    public TrunkRegistration Of(Guid trunkId) => _now.TryGetValue(trunkId, out var known) ? known : new(trunkId, TrunkRegistrationState.Off);

    /// <summary>Tells of changes; read <see cref="Of"/> then.</summary>
    public LiveSubscription<Guid, TrunkRegistration> Subscribe() => _feed.Subscribe();

    internal void Note(TrunkRegistration registration)
    {
        if (_now.TryGetValue(registration.TrunkId, out var before) && before == registration) return;
        _now[registration.TrunkId] = registration;
        _feed.Publish(registration.TrunkId, registration);
        Noted?.Invoke(registration);
    }

    internal void Forget(Guid trunkId)
    {
        if (_now.TryRemove(trunkId, out _)) _feed.Publish(trunkId, new(trunkId, TrunkRegistrationState.Off), last: true);
    }
}
