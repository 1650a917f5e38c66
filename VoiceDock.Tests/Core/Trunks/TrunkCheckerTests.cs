using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkCheckerTests : IDisposable
{
    private readonly DomainRooms _rooms = new();
    private readonly SlowProbe _probe = new();

    private TrunkLights Lights => _rooms.Storage.Get<TrunkLights>();

    [Fact]
    public async Task TwoWhoCheckTheSameTrunk_ShareOneCheck()
    {
        var trunk = await MakeAsync();
        var checker = new TrunkChecker(_probe, Lights, _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>());

        var first = checker.CheckAsync(trunk, TestContext.Current.CancellationToken);
        var second = checker.CheckAsync(trunk, TestContext.Current.CancellationToken);
        _probe.Answer.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, _probe.Asked);
        Assert.True(Lights.Find(trunk.Id)?.Last?.Ok);
    }

    [Fact]
    public async Task GivingUpWaiting_DoesNotStopTheCheck()
    {
        var trunk = await MakeAsync();
        var checker = new TrunkChecker(_probe, Lights, _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>());
        using var given = new CancellationTokenSource();

        var first = checker.CheckAsync(trunk, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = checker.CheckAsync(trunk, TestContext.Current.CancellationToken);
        _probe.Answer.SetResult();

        Assert.True((await second).Ok);
        Assert.Equal(1, _probe.Asked);
    }

    [Fact]
    public async Task Trunk_ChangedDuringItsCheck_StaysNeverChecked()
    {
        var trunk = await MakeAsync();
        var check = new TrunkChecker(_probe, Lights, _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>()).CheckAsync(trunk, TestContext.Current.CancellationToken);

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Port = 5070 }, TrunkSamples.Ann, TestContext.Current.CancellationToken);
        _probe.Answer.SetResult();
        await check;

        Assert.Null(Lights.Find(trunk.Id));
    }

    [Fact]
    public async Task LearntRealm_LeavesTheLightOn()
    {
        var trunk = await MakeAsync();
        _probe.Answer.SetResult();
        await new TrunkChecker(_probe, Lights, _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>()).CheckAsync(trunk, TestContext.Current.CancellationToken);

        await _rooms.Trunks.LearnRealmAsync(trunk, "asterisk", TestContext.Current.CancellationToken);

        Assert.NotNull(Lights.Find(trunk.Id));
    }

    [Fact]
    public async Task DeletedTrunk_TakesItsLightAlong()
    {
        var trunk = await MakeAsync();
        _probe.Answer.SetResult();
        await new TrunkChecker(_probe, Lights, _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>()).CheckAsync(trunk, TestContext.Current.CancellationToken);

        await _rooms.Trunks.DeleteAsync(trunk.Id, TrunkSamples.Ann, TestContext.Current.CancellationToken);

        Assert.Null(Lights.Find(trunk.Id));
    }

    public void Dispose() => _rooms.Dispose();

    private async Task<Trunk> MakeAsync() => (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann, TestContext.Current.CancellationToken)).Value;

    private sealed class SlowProbe : ITrunkProbe
    {
        private int _asked;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Asked => _asked;

        public async Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
        {
            Interlocked.Increment(ref _asked);
            await Answer.Task.WaitAsync(ct);
            return TrunkCheckWords.Answered(settings, 200, "OK", null, TimeSpan.FromMilliseconds(3));
        }
    }
}
