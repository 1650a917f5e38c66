using System.Runtime.Versioning;
using Microsoft.AspNetCore.DataProtection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>A new master key while the program runs, and what the next start finds.</summary>
[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class MasterKeyChangeTests : IDisposable
{
    private readonly KeyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Rewrap_EverythingTheOldKeyGuarded_OpensWithTheNewOneOnly()
    {
        string token, ticket, before;
        using (var rooms = _scene.Open())
        {
            await KeyScene.FillAsync(rooms);
            before = await File.ReadAllTextAsync(_scene.KeyFile);
            token = (await rooms.Storage.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "k", Scopes = [ApiScopes.CallsRead] }, Actor.System)).Value.Token;
            ticket = rooms.Storage.Get<IDataProtectionProvider>().CreateProtector("ticket").Protect("ann");
            var done = (await rooms.Storage.Get<MasterKeyChange>().RewrapAsync(null, TrunkSamples.Ann)).Value;
            await AssertAllOpensAsync(rooms, token, ticket);
            Assert.Equal((_scene.KeyFile, false), (done.File, done.MustBeNamed));
            Assert.Equal(before, await File.ReadAllTextAsync(done.Kept!));
            Assert.Equal(done.MasterId, rooms.Storage.Get<MasterKey>().Id);
        }

        Assert.All(Directory.GetFiles(Path.Combine(_scene.Folder, "keys")), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        using (var again = _scene.Open())
        {
            await AssertAllOpensAsync(again, token, ticket);
            Assert.True((await again.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann)).IsOk);
        }

        var refused = Assert.Throws<StartupException>(() => _scene.Open(("VOICEDOCK_MASTER_KEY", before)));
        Assert.Equal(78, refused.ExitCode);
    }

    [Fact]
    public async Task Rewrap_ThenRotate_SealsUnderTheNewMasterKey()
    {
        using (var rooms = _scene.Open())
        {
            await KeyScene.FillAsync(rooms);
            Assert.True((await rooms.Storage.Get<MasterKeyChange>().RewrapAsync(null, TrunkSamples.Ann)).IsOk);
            Assert.True((await rooms.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann)).IsOk);
            Assert.True((await rooms.Storage.Get<MasterKeyChange>().RewrapAsync(null, TrunkSamples.Ann)).IsOk);
        }

        using var again = _scene.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
        Assert.Equal(again.Storage.Get<MasterKey>().Id, (await KeyScene.DataKeysAsync(again))[0].MasterId);
    }

    [Fact]
    public async Task CutOffBeforeTheFilesChangedPlaces_TheNextStartFindsTheKeyThatFits()
    {
        string old;
        using (var rooms = _scene.Open())
        {
            await KeyScene.FillAsync(rooms);
            old = await File.ReadAllTextAsync(_scene.KeyFile);
            Assert.True((await rooms.Storage.Get<MasterKeyChange>().RewrapAsync(null, TrunkSamples.Ann)).IsOk);
        }

        // as if the process had been killed between the commit and the renaming
        File.Move(_scene.KeyFile, _scene.KeyFile + ".new");
        foreach (var kept in Directory.GetFiles(Path.Combine(_scene.Folder, "keys"), "*.old-*")) File.Move(kept, _scene.KeyFile);
        using (var again = _scene.Open()) Assert.Equal(5, await KeyScene.AssertReadableAsync(again));

        Assert.False(File.Exists(_scene.KeyFile + ".new"));
        Assert.Equal(old, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_scene.Folder, "keys"), "*.old-*"))));
    }

    [Fact]
    public async Task CutOffBeforeTheCommit_TheOldKeyStaysAndTheWaitingOneIsReplaced()
    {
        using (var rooms = _scene.Open()) await KeyScene.FillAsync(rooms);
        MasterKeyFile.Write(_scene.KeyFile + ".new", MasterKey.Generate());

        using var again = _scene.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
        Assert.True((await again.Storage.Get<MasterKeyChange>().RewrapAsync(null, TrunkSamples.Ann)).IsOk);
        Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
    }

    [Fact]
    public async Task WrongKey_BesideAWaitingOneThatFitsNeither_ChangesNothing()
    {
        using (var rooms = _scene.Open()) await KeyScene.FillAsync(rooms);
        File.Delete(_scene.KeyFile);
        MasterKeyFile.Write(_scene.KeyFile, MasterKey.Generate());
        MasterKeyFile.Write(_scene.KeyFile + ".new", MasterKey.Generate());
        var before = FolderHashes.Of(_scene.Folder);

        Assert.Equal(78, Assert.Throws<StartupException>(() => _scene.Open()).ExitCode);
        Assert.Equal(before, FolderHashes.Of(_scene.Folder));
    }

    [Fact]
    public async Task KeyOfTheEnvironment_NeedsAFile_AndThenUsesIt()
    {
        var elsewhere = Directory.CreateTempSubdirectory("voicedock-key-");
        var file = Path.Combine(elsewhere.FullName, "vd.key");
        using (var rooms = _scene.Open(("VOICEDOCK_MASTER_KEY", MasterKey.Generate().Write())))
        {
            await KeyScene.FillAsync(rooms);
            var change = rooms.Storage.Get<MasterKeyChange>();
            Assert.Equal("no_key_file", (await change.RewrapAsync(null, TrunkSamples.Ann)).Error?.Code);
            Assert.Null(rooms.Storage.Get<PreparedStorage>().KeyPlace.File);

            var done = (await change.RewrapAsync(file, TrunkSamples.Ann)).Value;
            Assert.Equal((file, true, null), (done.File, done.MustBeNamed, done.Kept));
            Assert.Equal(new MasterKeyPlace(file, false), rooms.Storage.Get<PreparedStorage>().KeyPlace);
            Assert.Equal("file_exists", (await change.RewrapAsync(file, TrunkSamples.Ann)).Error?.Code);
            Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
        }

        using (var again = _scene.Open(("VOICEDOCK_MASTER_KEY_FILE", file))) Assert.Equal(5, await KeyScene.AssertReadableAsync(again));
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task NewFileThatCannotBeWritten_ChangesNothing()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        var refused = await rooms.Storage.Get<MasterKeyChange>().RewrapAsync("/proc/voicedock/vd.key", TrunkSamples.Ann);
        Assert.Equal("file_not_written", refused.Error?.Code);
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
    }

    private static async Task AssertAllOpensAsync(DomainRooms rooms, string token, string ticket)
    {
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
        Assert.Equal(ApiKeyRefusal.None, (await rooms.Storage.Get<ApiKeyStore>().FindAsync(token, null)).Refusal);
        Assert.Equal("ann", rooms.Storage.Get<IDataProtectionProvider>().CreateProtector("ticket").Unprotect(ticket));
    }
}
