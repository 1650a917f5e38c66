using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// What checks and calls have shown of each trunk, for the light beside its name. In memory: what was found before a restart says nothing about now. A
/// deleted trunk takes its light along, one whose settings were changed starts as unknown. Thread-safe.
/// </summary>
public sealed class TrunkLights
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, TrunkLight> _lights = [];
    private readonly LiveFeed<Guid, TrunkLight> _feed;
    private readonly TrunkDirectory _trunks;
    private readonly HealthMachine _machine;
    private readonly ILogger<TrunkLights> _log;

    public TrunkLights(TrunkDirectory trunks, IOptions<TrunkHealthOptions> options, TimeProvider time, ILogger<TrunkLights> log)
    {
        (_trunks, _log) = (trunks, log);
        _machine = new HealthMachine(options.Value, time);
        _feed = new LiveFeed<Guid, TrunkLight>(time);
        trunks.Changed += change => Find(change.Trunk.Id);
    }

    /// <summary>Raised after something was learnt, under no lock. Handlers must be quick and must not throw.</summary>
    public event Action<TrunkLight>? Noted;

    /// <summary>Null: unknown as it is set up now.</summary>
    public TrunkLight? Find(Guid trunkId)
    {
        lock (_gate)
        {
            if (!_lights.TryGetValue(trunkId, out var light)) return null;
            if (IsOf(light.Checked, _trunks.Find(trunkId))) return light;
            _lights.Remove(trunkId);
            return null;
        }
    }

    /// <summary>Unknown for a trunk nothing is known of.</summary>
    public TrunkHealth HealthOf(Guid trunkId) => Find(trunkId)?.Health ?? TrunkHealth.Unknown;

    /// <summary>Whoever checks a stored trunk tells it here, with the trunk as it was when the check began.</summary>
    public void Note(Trunk trunk, TrunkCheckResult result) => Change(trunk, light =>
    {
        var health = result.Ok
            ? _machine.OnAnswer(light.Health, result.StatusCode == 503, result.RoundTrip, result.Words)
            : _machine.OnMiss(light.Health, ReasonOf(result.Outcome), result.Words);
        return light.Next(health).Sampled(result);
    });

    /// <summary>A call or a registration over the trunk got an answer.</summary>
    /// <param name="status">Of the SIP response.</param>
    /// <param name="words">What happened, one sentence.</param>
    public void NoteAnswer(Trunk trunk, int status, string words) =>
        Change(trunk, light => light.Next(_machine.OnCallAnswered(light.Health, status == 503, words)));

    /// <summary>A call over the trunk got no answer from any of its addresses.</summary>
    /// <param name="words">What happened, one sentence.</param>
    public void NoteMiss(Trunk trunk, HealthReason reason, string words) =>
        Change(trunk, light => light.Next(_machine.OnCallMiss(light.Health, reason, words)));

    /// <summary>Tells when something of a trunk was learnt; read <see cref="Find"/> then.</summary>
    public LiveSubscription<Guid, TrunkLight> Subscribe() => _feed.Subscribe();

    private void Change(Trunk trunk, Func<TrunkLight, TrunkLight> next)
    {
        TrunkLight before, after;
        lock (_gate)
        {
            if (!IsOf(trunk, _trunks.Find(trunk.Id))) return; // changed or deleted meanwhile
            before = _lights.TryGetValue(trunk.Id, out var known) && IsOf(known.Checked, trunk) ? known : new TrunkLight(trunk, TrunkHealth.Unknown, null, [], []);
            after = next(before) with { Checked = trunk };
            _lights[trunk.Id] = after;
            _feed.Publish(trunk.Id, after);
        }

        Tell(before.Health, after);
        Noted?.Invoke(after);
    }

    // an alert is told once, when the state changes
    private void Tell(TrunkHealth before, TrunkLight after)
    {
        var (name, now) = (after.Checked.Name, after.Health);
        if (now.Reason == HealthReason.Flapping && before.Reason != HealthReason.Flapping)
            _log.LogWarning("Trunk {Trunk} changes between up and down too often; it is shown as suspect until it is steady", name);
        else if (now.State == before.State)
            return;
        else if (now.State == HealthState.Down)
            _log.LogWarning("Trunk {Trunk} is down: {Words}", name, now.Words);
        else
            _log.LogInformation("Trunk {Trunk} is {State}: {Words}", name, WireName.Of(now.State), now.Words);
    }

    private static HealthReason ReasonOf(TrunkCheckOutcome outcome) => outcome switch
    {
        TrunkCheckOutcome.NoSuchHost => HealthReason.DnsFailed,
        TrunkCheckOutcome.TargetRefused => HealthReason.TargetRefused,
        TrunkCheckOutcome.PortClosed => HealthReason.Unreachable,
        TrunkCheckOutcome.TlsFailed => HealthReason.TlsFailed,
        _ => HealthReason.Timeout,
    };

    // a realm learnt by the check itself leaves this time as it is
    private static bool IsOf(Trunk then, Trunk? now) => now is not null && now.UpdatedAt == then.UpdatedAt;
}
