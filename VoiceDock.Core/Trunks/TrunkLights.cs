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
    private readonly HashSet<Guid> _toldDown = [];
    private readonly TrunkDirectory _trunks;
    private readonly TrunkEvents _events;
    private readonly TimeSpan _shortLife;
    private readonly HealthMachine _machine;
    private readonly TimeProvider _time;
    private readonly ILogger<TrunkLights> _log;

    public TrunkLights(TrunkDirectory trunks, TrunkEvents events, IOptions<TrunkHealthOptions> options, TimeProvider time, ILogger<TrunkLights> log)
    {
        (_trunks, _events, _time, _log) = (trunks, events, time, log);
        _shortLife = TimeSpan.FromDays(options.Value.CertificateDays);
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
            if (_trunks.Find(trunkId) is null) _toldDown.Remove(trunkId);
            return null;
        }
    }

    /// <summary>Unknown for a trunk nothing is known of.</summary>
    public TrunkHealth HealthOf(Guid trunkId) => Find(trunkId)?.Health ?? TrunkHealth.Unknown;

    /// <summary>Whoever checks a stored trunk tells it here, with the trunk as it was when the check began.</summary>
    /// <param name="changes">What the peer says of itself and did not before, a sentence each.</param>
    public void Note(Trunk trunk, TrunkCheckResult result, IReadOnlyList<string>? changes = null) => Change(trunk, light =>
    {
        var health = result.Ok
            ? _machine.OnAnswer(light.Health, result.StatusCode == 503, result.RoundTrip, result.Words)
            : _machine.OnMiss(light.Health, ReasonOf(result.Outcome), result.Words);
        return Saw(light.Next(health).Sampled(result), result.Peer?.Certificate, changes ?? []);
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

    private TrunkLight Saw(TrunkLight light, PeerCertificateFacts? certificate, IReadOnlyList<string> changes)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (certificate is not null && certificate.Sha256 != light.ToldCertificate && certificate.EndsAt - now < _shortLife)
            light = light.Saw(TrunkEventKind.CertificateExpiring, FingerprintWords.Expiring(certificate, now)) with { ToldCertificate = certificate.Sha256 };
        return changes.Aggregate(light, (so, words) => so.Saw(TrunkEventKind.PeerChanged, words));
    }

    private void Change(Trunk trunk, Func<TrunkLight, TrunkLight> next)
    {
        TrunkLight before, after;
        bool wasDown;
        lock (_gate)
        {
            if (!IsOf(trunk, _trunks.Find(trunk.Id))) return; // changed or deleted meanwhile
            before = _lights.TryGetValue(trunk.Id, out var known) && IsOf(known.Checked, trunk) ? known : new TrunkLight(trunk, TrunkHealth.Unknown, null, [], []);
            after = next(before) with { Checked = trunk };
            _lights[trunk.Id] = after;
            wasDown = after.Health.State switch
            {
                HealthState.Down => !_toldDown.Add(trunk.Id),
                HealthState.Up => _toldDown.Remove(trunk.Id),
                _ => false,
            };
            _feed.Publish(trunk.Id, after);
        }

        Tell(before.Health, after, wasDown);
        foreach (var entry in after.Changes.TakeWhile(c => !ReferenceEquals(c, before.Changes.FirstOrDefault())).Where(c => c.Seen is not null).Reverse()) Tell(after.Checked, entry);
        Noted?.Invoke(after);
    }

    // told once, when the state changes
    private void Tell(TrunkHealth before, TrunkLight after, bool wasDown)
    {
        var (trunk, now) = (after.Checked, after.Health);
        if (now.Reason == HealthReason.Flapping && before.Reason != HealthReason.Flapping)
        {
            _log.LogWarning("Trunk {Trunk} changes between up and down too often; it is shown as suspect until it is steady", trunk.Name);
            _events.Add(trunk, TrunkEventKind.Unsteady, "It changes between up and down too often; it is shown as suspect until it is steady.");
        }
        else if (now.State == before.State)
        {
            return;
        }
        else if (now.State == HealthState.Down)
        {
            _log.LogWarning("Trunk {Trunk} is down: {Words}", trunk.Name, now.Words);
            if (!wasDown) _events.Add(trunk, TrunkEventKind.Down, now.Words);
        }
        else
        {
            _log.LogInformation("Trunk {Trunk} is {State}: {Words}", trunk.Name, WireName.Of(now.State), now.Words);
            if (wasDown) _events.Add(trunk, TrunkEventKind.Recovered, now.Words);
        }
    }

    private void Tell(Trunk trunk, HealthChange entry)
    {
        _log.LogWarning("Trunk {Trunk}: {Words}", trunk.Name, entry.Words);
        _events.Add(trunk, entry.Seen!.Value, entry.Words);
    }

    private static HealthReason ReasonOf(TrunkCheckOutcome outcome) => outcome switch
    {
        TrunkCheckOutcome.NoSuchHost => HealthReason.DnsFailed,
        TrunkCheckOutcome.TargetRefused => HealthReason.TargetRefused,
        TrunkCheckOutcome.PortClosed => HealthReason.Unreachable,
        TrunkCheckOutcome.TlsFailed => HealthReason.TlsFailed,
        TrunkCheckOutcome.CredentialsUnreadable => HealthReason.CredentialsUnreadable,
        _ => HealthReason.Timeout,
    };

    // a realm learnt by the check itself leaves this time as it is
    private static bool IsOf(Trunk then, Trunk? now) => now is not null && now.UpdatedAt == then.UpdatedAt;
}
