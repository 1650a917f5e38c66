using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>T3: a row that was damaged or moved marks its own trunk; nothing is sent for that one, and the others work.</summary>
[Trait("Kind", "Sip")]
public sealed class CorruptTrunkTests
{
    [Fact]
    public async Task EveryBitOfABlob_Flipped_MarksItsTrunkAndNoOther()
    {
        using var scene = new KeyScene();
        using var rooms = scene.Open();
        await KeyScene.FillAsync(rooms);
        var (broken, other) = (rooms.TrunkDirectory.All[0], rooms.TrunkDirectory.All[2]);
        var blob = await BlobAsync(rooms.Storage, broken.Id);
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
            await WriteAsync(rooms.Storage, broken.Id, blob);
            await rooms.Storage.Get<TrunkLoader>().LoadAsync(CancellationToken.None);
            Assert.Equal((CredentialState.Corrupt, CredentialState.Ok), (rooms.Credentials.StateOf(broken.Id), rooms.Credentials.StateOf(other.Id)));
            Assert.Null(rooms.Credentials.CopyPassword(broken.Id));
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        await WriteAsync(rooms.Storage, broken.Id, blob);
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
    }

    [Fact]
    public async Task SwappedRows_AndFields_MarkBothTrunks()
    {
        using var scene = new KeyScene();
        using var rooms = scene.Open();
        await KeyScene.FillAsync(rooms);
        var (one, two) = (rooms.TrunkDirectory.All.Single(t => t.Name == "Trunk 1"), rooms.TrunkDirectory.All.Single(t => t.Name == "Trunk 2"));
        var (first, second) = (await BlobAsync(rooms.Storage, one.Id), await BlobAsync(rooms.Storage, two.Id));
        await WriteAsync(rooms.Storage, one.Id, second);
        await WriteAsync(rooms.Storage, two.Id, first);
        await using (var connection = new SqliteConnection(rooms.Storage.Get<PreparedStorage>().ConnectionString))
        {
            connection.Open();
            SqlitePragmas.Execute(connection, "UPDATE sip_trunk_secrets SET password = registration_password, registration_password = password WHERE registration_password IS NOT NULL");
        }

        await rooms.LoadAsync();
        Assert.All(rooms.TrunkDirectory.All, t => Assert.Equal(CredentialState.Corrupt, rooms.Credentials.StateOf(t.Id)));
        Assert.Equal(CredentialState.Corrupt, rooms.Credentials.RegistrationStateOf(rooms.TrunkDirectory.All.Single(t => t.Name == "Trunk 0").Id));
    }

    [Fact]
    public async Task Transfer_CheckAndRegistration_OverACorruptTrunk_SendNothing()
    {
        await using var rig = await CallRig.StartAsync(settings: ("Trunks:Health:IntervalSeconds", "0"));
        var (caller, call) = await rig.CallInProgressAsync();
        var blob = await BlobAsync(rig.Get<IDbContextFactory<VoiceDockDb>>(), rig.Trunk.Id);
        blob[^1] ^= 1;
        await WriteAsync(rig.Get<IDbContextFactory<VoiceDockDb>>(), rig.Trunk.Id, blob);
        await rig.Get<TrunkLoader>().LoadAsync(CancellationToken.None);
        var received = 0;
        rig.Pbx.Traced += m => received += m.Sent || !m.Summary.StartsWith("INVITE ", StringComparison.Ordinal) && !m.Summary.StartsWith("OPTIONS ", StringComparison.Ordinal) && !m.Summary.StartsWith("REGISTER ", StringComparison.Ordinal) ? 0 : 1;

        await rig.TransferAsync(call.Id, "201");
        var failed = await rig.UntilTransferAsync(call.Id, TransferState.Failed);
        var check = await rig.Get<TrunkChecker>().CheckAsync(rig.Get<TrunkDirectory>().Find(rig.Trunk.Id)!, TestContext.Current.CancellationToken);

        Assert.Equal("credentials_unreadable", failed.Transfers[^1].Reason);
        Assert.Equal(TrunkCheckOutcome.CredentialsUnreadable, check.Outcome);
        Assert.Equal(HealthReason.CredentialsUnreadable, rig.Get<TrunkLights>().Find(rig.Trunk.Id)?.Health.Reason);
        Assert.Equal(0, received);
        Assert.True((await rig.UntilAsync(c => c.Id == call.Id && c.State == CallState.InProgress && c.Transfers.Count > 0)).Id == call.Id, "the caller stays");

        // typed again, it works at once
        Assert.True((await rig.Get<TrunkStore>().UpdateAsync(rig.Trunk.Id, new TrunkPatch { Password = CallRig.Password }, CallRig.Operator)).IsOk);
        await rig.TransferAsync(call.Id, "200");
        await Eventually.TrueAsync(() => Volatile.Read(ref received) > 0, "the next transfer is dialled");
        caller.HangUp();
    }

    private static Task<byte[]> BlobAsync(TestStorage storage, Guid id) => BlobAsync(storage.Databases, id);

    private static Task WriteAsync(TestStorage storage, Guid id, byte[] blob) => WriteAsync(storage.Databases, id, blob);

    private static async Task<byte[]> BlobAsync(IDbContextFactory<VoiceDockDb> databases, Guid id)
    {
        await using var db = await databases.CreateDbContextAsync();
        return (await db.Set<TrunkSecret>().AsNoTracking().SingleAsync(s => s.TrunkId == id)).Password!.ToBytes();
    }

    private static async Task WriteAsync(IDbContextFactory<VoiceDockDb> databases, Guid id, byte[] blob)
    {
        await using var db = await databases.CreateDbContextAsync();
        (await db.Set<TrunkSecret>().SingleAsync(s => s.TrunkId == id)).Password = new ProtectedSecret(blob);
        await db.SaveChangesAsync();
    }
}
