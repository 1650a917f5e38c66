using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>A new data key while secrets are read and set.</summary>
[Trait("Kind", "Unit")]
public sealed class KeyRotationTests : IDisposable
{
    private readonly KeyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Rotate_EverySecret_IsSealedWithTheNewKeyAndOpens()
    {
        long first;
        using (var rooms = _scene.Open())
        {
            await KeyScene.FillAsync(rooms);
            first = rooms.Storage.Get<DataKeyRing>().ActiveId;
            var result = await rooms.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann);

            Assert.Equal(new ResealCount(5, 0), result.Value);
            await using var db = rooms.Storage.OpenDb();
            Assert.Equal(TrunkSamples.Ann.Name, Assert.Single(db.Set<AuditEntry>().Where(e => e.Action == "keys.rotate")).ActorName);
            Assert.NotEqual(first, rooms.Storage.Get<DataKeyRing>().ActiveId);
            Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
            Assert.Equal(new RotationProgress(false, 5, 5), rooms.Storage.Get<KeyRotation>().Progress);
        }

        using var again = _scene.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
        Assert.True(await again.Storage.Get<KeyRotation>().FinishAsync(CancellationToken.None));
        Assert.NotEqual(first, Assert.Single(await KeyScene.DataKeysAsync(again)).Id);
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
    }

    [Fact]
    public async Task Rotate_ByAnybodyWhoIsNoAdministrator_IsRefused()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        var stranger = new Actor(ActorType.Operator, Guid.CreateVersion7().ToString(), "bob");
        Assert.Equal(ErrorKind.Forbidden, (await rooms.Storage.Get<KeyRotation>().RotateAsync(stranger)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await rooms.Storage.Get<MasterKeyChange>().RewrapAsync(null, stranger)).Error?.Kind);
        Assert.Single(await KeyScene.DataKeysAsync(rooms));
    }

    [Fact]
    public async Task OldKey_RightAfterARotation_IsKeptForSecretsOnTheirWay()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        await rooms.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann);

        Assert.False(await rooms.Storage.Get<KeyRotation>().FinishAsync(CancellationToken.None));
        Assert.Equal(2, (await KeyScene.DataKeysAsync(rooms)).Count);
    }

    [Fact]
    public async Task BlobInMemory_OfTheOldKey_StillOpens()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        var trunk = rooms.TrunkDirectory.All[0];

        await rooms.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann);
        Assert.True(await rooms.Storage.Get<KeyRotation>().FinishAloneAsync(CancellationToken.None));

        // the credentials were not loaded again
        Assert.Equal(CredentialState.Ok, rooms.Credentials.StateOf(trunk.Id));
        Assert.NotNull(rooms.Credentials.CopyPassword(trunk.Id));
    }

    [Fact]
    public async Task UnreadableSecret_IsLeftAsItIs_AndItsKeyKeptUntilItIsReplaced()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        var broken = rooms.TrunkDirectory.All[1];
        byte[] blob;
        await using (var db = rooms.Storage.OpenDb())
        {
            var row = await db.Set<TrunkSecret>().SingleAsync(s => s.TrunkId == broken.Id);
            blob = row.Password!.ToBytes();
            blob[^1] ^= 1;
            row.Password = new ProtectedSecret(blob);
            await db.SaveChangesAsync();
        }

        var rotation = rooms.Storage.Get<KeyRotation>();
        Assert.Equal(new ResealCount(4, 1), (await rotation.RotateAsync(TrunkSamples.Ann)).Value);
        Assert.False(await rotation.FinishAloneAsync(CancellationToken.None));
        await using (var db = rooms.Storage.OpenDb()) Assert.Equal(blob, (await db.Set<TrunkSecret>().SingleAsync(s => s.TrunkId == broken.Id)).Password!.ToBytes());

        await rooms.Trunks.UpdateAsync(broken.Id, new TrunkPatch { Password = KeyScene.PasswordOf(broken) }, TrunkSamples.Ann);
        Assert.True(await rotation.FinishAloneAsync(CancellationToken.None));
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
    }

    [Fact]
    public async Task Rotations_WhilePasswordsAreSet_LoseNone()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms, 20);
        var rotation = rooms.Storage.Get<KeyRotation>();
        var isOver = false;
        var setting = Task.Run(async () =>
        {
            var trunks = rooms.TrunkDirectory.All;
            for (var i = 0; !Volatile.Read(ref isOver) || i < 20; i++)
            {
                var trunk = trunks[i % trunks.Count];
                Assert.True((await rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = KeyScene.PasswordOf(trunk) }, TrunkSamples.Ann)).IsOk);
            }
        });
        for (var i = 0; i < 5; i++) Assert.True((await rotation.RotateAsync(TrunkSamples.Ann)).IsOk);
        Volatile.Write(ref isOver, true);
        await setting;

        await rotation.FinishAloneAsync(CancellationToken.None);
        Assert.Equal(22, await KeyScene.AssertReadableAsync(rooms));
        Assert.Single(await KeyScene.DataKeysAsync(rooms));
    }

    [Fact]
    public async Task CutOffRotation_IsFinishedAtTheNextStart()
    {
        using (var rooms = _scene.Open())
        {
            await KeyScene.FillAsync(rooms);
            await using var db = rooms.Storage.OpenDb();
            var old = await db.Set<DataKey>().SingleAsync();
            old.State = DataKeyState.Retiring;
            db.Add(DataKeyRing.Create(rooms.Storage.Get<MasterKey>(), DateTime.UtcNow));
            await db.SaveChangesAsync();
        }

        using var again = _scene.Open();
        Assert.True(await again.Storage.Get<KeyRotation>().FinishAsync(CancellationToken.None));
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
        Assert.Single(await KeyScene.DataKeysAsync(again));
    }

    [Fact]
    public async Task Progress_IsWatchedFromTheBeginningToTheEnd()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        var rotation = rooms.Storage.Get<KeyRotation>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var watched = rotation.WatchAsync(patience.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watched.MoveNextAsync());
        Assert.Equal(RotationProgress.None, watched.Current);
        await rotation.RotateAsync(TrunkSamples.Ann);
        do Assert.True(await watched.MoveNextAsync());
        while (watched.Current.Done < 5 || watched.Current.IsRunning);
    }

    [Fact]
    public void EverySealedColumnOfTheModel_IsKnownToTheRotation()
    {
        using var rooms = _scene.Open();
        using var db = rooms.Storage.OpenDb();
        var model = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.ClrType == typeof(ProtectedSecret))
            .Select(p => $"{p.DeclaringType.GetTableName()}.{p.GetColumnName()}").Order().ToList();
        var declared = ((IEnumerable<SealedColumn>)rooms.Storage.Services.GetService(typeof(IEnumerable<SealedColumn>))!).Select(c => $"{c.Table}.{c.Column}").Order();
        Assert.True(model.Count >= 3);
        Assert.Equal(model, declared);
    }
}
