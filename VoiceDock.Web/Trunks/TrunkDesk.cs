using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Web.Trunks;

/// <summary>What the page of one trunk asks of the rooms of the core. Holds nothing; thread-safe as they are.</summary>
public sealed class TrunkDesk(
    TrunkDirectory trunks,
    TrunkStore store,
    TrunkLights lights,
    TrunkRegistrations registrations,
    ReferRecord refers,
    TrunkChecker checker,
    TrunkCredentials credentials,
    NumberDirectory numbers,
    TrunkLoad load,
    CallHistory history,
    PracticeDesk practice,
    ITrunkTargets targets,
    TargetMemory memory,
    IOptions<TrunkHealthOptions> health,
    TimeProvider time)
{
    /// <summary>Transfers listed on the page.</summary>
    public const int MostTransfers = 10;

    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(90);

    public Trunk? Find(Guid id) => trunks.Find(id);

    /// <summary>Null: unknown as the trunk is set up now.</summary>
    public TrunkLight? Light(Guid id) => lights.Find(id);

    public LiveSubscription<Guid, TrunkLight> FollowLights() => lights.Subscribe();

    public TrunkRegistration Registration(Guid id) => registrations.Of(id);

    public LiveSubscription<Guid, TrunkRegistration> FollowRegistrations() => registrations.Subscribe();

    /// <summary>What REFERs over it have come to.</summary>
    public ReferReading Refers(Guid id) => refers.ReadingOf(id);

    /// <summary>Calls <paramref name="changed"/> when a trunk, a number or what is known of REFER changed, until the result is disposed. It must be quick and must not throw.</summary>
    public IDisposable Watch(Action changed) => new RoomWatch(trunks, numbers, refers, changed);

    /// <summary>Seconds between two checks; 0: none.</summary>
    public double IntervalOf(Trunk trunk) => trunk.IsActive ? trunk.OptionsIntervalSeconds ?? health.Value.IntervalSeconds : 0;

    /// <summary>A peer's certificate that ends sooner is warned of.</summary>
    public TimeSpan ShortLife => TimeSpan.FromDays(health.Value.CertificateDays);

    /// <summary>Where its calls go now; null for an address, which says so itself.</summary>
    public async Task<TrunkWay?> WayAsync(Trunk trunk, CancellationToken ct) =>
        TrunkHost.TryReadLiteral(trunk.Host, out _) ? null : await targets.DescribeAsync(trunk.Route, ct);

    /// <summary>The address gave no answer lately, so that calls try it last.</summary>
    public bool IsSilent(Trunk trunk, TrunkStop stop) => memory.IsSilent(trunk.Transport, stop.Target);

    public CredentialState Credentials(Guid id) => credentials.StateOf(id);

    public int CallsNow(Guid id) => load.Active(id);

    /// <summary>The numbers that transfer over this trunk.</summary>
    public IReadOnlyList<Number> NumbersOf(Guid id) => numbers.OverTrunk(id);

    /// <summary>The last transfers over this trunk, newest first.</summary>
    public Task<IReadOnlyList<TransferView>> TransfersAsync(Guid id, CancellationToken ct) =>
        history.RecentTransfersAsync(time.GetUtcNow().UtcDateTime - LooksBack, id, MostTransfers, ct);

    public Task<Result<TrunkCheckResult>> CheckAsync(Trunk trunk, Actor by, CancellationToken ct) => checker.CheckAsync(trunk, by, ct);

    public Task<Result<Trunk>> UpdateAsync(Guid id, TrunkPatch patch, Actor actor) => store.UpdateAsync(id, patch, actor);

    /// <summary>Whether this is the trunk of the practice PBX that runs now; deleting it stops the PBX.</summary>
    public bool IsRunningPractice(Guid id) => practice.Trunk?.Id == id;

    public async Task<Result> DeleteAsync(Guid id, Actor actor)
    {
        if (IsRunningPractice(id))
            return await practice.StopAsync(actor, CancellationToken.None);
        return (await store.DeleteAsync(id, actor)).Error is { } error ? error : Result.Ok;
    }
}
