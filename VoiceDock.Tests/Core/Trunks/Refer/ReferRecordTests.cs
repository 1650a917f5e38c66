using System.Net;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Tests.Core.Trunks.Refer;

/// <summary>What was learnt of REFER outlives a restart, and goes with its trunk; on a real SQLite file.</summary>
[Trait("Kind", "Storage")]
public sealed class ReferRecordTests : IDisposable
{
    private readonly DomainRooms _rooms = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ReferRecord Refers => _rooms.Storage.Get<ReferRecord>();

    [Fact]
    public async Task ThreeThatComplete_ProveIt_AndAFailureEndsThat()
    {
        var trunk = await MakeAsync();
        Assert.Equal(ReferSupport.Unknown, Refers.Of(trunk));
        for (var i = 0; i < 3; i++) await Refers.RememberAsync(trunk, ok: true, Ct);
        Assert.Equal(new ReferReading(ReferSupport.Proven, 3, 3), Refers.ReadingOf(trunk));

        await Refers.RememberAsync(trunk, ok: false, Ct);
        Assert.Equal(ReferSupport.Failing, Refers.Of(trunk));
        await Refers.RememberTestAsync(trunk, ok: true, Ct);
        Assert.Equal(ReferSupport.Proven, Refers.Of(trunk));
    }

    [Fact]
    public async Task Outcome_CountsAtOnce_AndIsToldOf()
    {
        var trunk = await MakeAsync();
        List<Guid> told = [];
        Refers.Noted += told.Add;

        var stored = Refers.RememberAsync(trunk, ok: false, Ct);

        Assert.Equal(ReferSupport.Failing, Refers.Of(trunk));
        Assert.Equal([trunk], told);
        await stored;
    }

    [Fact]
    public async Task PeerThatNamesReferInAllow_AdvertisesIt()
    {
        var trunk = await MakeAsync();
        Answer(trunk, "INVITE", "ACK");
        Assert.Equal(ReferSupport.Unknown, Refers.Of(trunk));
        Answer(trunk, "INVITE", "REFER");
        Assert.Equal(ReferSupport.Advertised, Refers.Of(trunk));
    }

    [Fact]
    public async Task Record_OutlivesARestart_WithTheLastTenInTheirOrder()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-");
        try
        {
            Guid trunk, other;
            using (var before = new DomainRooms(folder: folder.FullName))
            {
                (trunk, other) = (await MakeAsync(before), await MakeAsync(before));
                var refers = before.Storage.Get<ReferRecord>();
                await refers.RememberAsync(trunk, ok: false, Ct);
                for (var i = 0; i < ReferRecord.MostKept + 4; i++) await refers.RememberAsync(trunk, ok: true, Ct);
                await refers.RememberAsync(trunk, ok: false, Ct);
                await refers.RememberTestAsync(other, ok: true, Ct);
            }

            using var after = new DomainRooms(folder: folder.FullName);
            await after.LoadAsync();
            var again = after.Storage.Get<ReferRecord>();
            await again.LoadAsync(Ct);

            Assert.Equal(new ReferReading(ReferSupport.Failing, 9, 10), again.ReadingOf(trunk));
            Assert.Equal(new ReferReading(ReferSupport.Proven, 1, 1), again.ReadingOf(other));
            await again.RememberAsync(other, ok: true, Ct);
            await using var db = await after.Storage.Databases.CreateDbContextAsync(Ct);
            Assert.Equal(12, await db.Set<ReferOutcome>().CountAsync(Ct));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task TrunkThatCallsAnotherAddress_StartsAnew()
    {
        var trunk = await MakeAsync();
        await Refers.RememberTestAsync(trunk, ok: true, Ct);

        await _rooms.Trunks.UpdateAsync(trunk, new TrunkPatch { Host = "192.168.1.200", Password = "x" }, TrunkSamples.Ann, Ct);
        Assert.Equal(ReferSupport.Unknown, Refers.Of(trunk));

        await _rooms.Trunks.UpdateAsync(trunk, new TrunkPatch { Host = TrunkSamples.Office().Host, Password = "x", Name = "Back" }, TrunkSamples.Ann, Ct);
        Assert.Equal(ReferSupport.Proven, Refers.Of(trunk));
    }

    [Fact]
    public async Task DeletedTrunk_IsForgotten_AndGetsNoNewOutcome()
    {
        var trunk = await MakeAsync();
        await Refers.RememberAsync(trunk, ok: true, Ct);
        await _rooms.Trunks.DeleteAsync(trunk, TrunkSamples.Ann, Ct);
        await Refers.RememberAsync(trunk, ok: true, Ct);

        Assert.Equal(default, Refers.ReadingOf(trunk));
        await using var db = await _rooms.Storage.Databases.CreateDbContextAsync(Ct);
        Assert.False(await db.Set<ReferOutcome>().AnyAsync(Ct));
    }

    [Fact]
    public async Task OutcomesAtOnce_AreAllKept()
    {
        var trunk = await MakeAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Refers.RememberAsync(trunk, ok: true, Ct), Ct)));
        await Refers.LoadAsync(Ct);

        Assert.Equal(new ReferReading(ReferSupport.Proven, 8, 8), Refers.ReadingOf(trunk));
    }

    public void Dispose() => _rooms.Dispose();

    private void Answer(Guid trunk, params string[] allow)
    {
        var peer = new PeerFingerprint(IPEndPoint.Parse("192.168.1.100:5060"), null, allow, null, null);
        var answer = TrunkCheckWords.Answered(TrunkCheckSettings.From(_rooms.TrunkDirectory.Find(trunk)!), 200, "OK", null, TimeSpan.FromMilliseconds(1));
        _rooms.Storage.Get<TrunkLights>().Note(_rooms.TrunkDirectory.Find(trunk)!, answer with { Peer = peer });
    }

    private Task<Guid> MakeAsync() => MakeAsync(_rooms);

    private static async Task<Guid> MakeAsync(DomainRooms rooms) => (await rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value.Id;
}
