using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Access;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Keys;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Backups;

/// <summary>A backup is one moment of a database that goes on being written, and never holds a key or a secret.</summary>
[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class BackupTests : IDisposable
{
    private readonly BackupScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Manifest_SaysWhatTheArchiveHolds()
    {
        var path = await _scene.BackUpAsync();
        var manifest = BackupManifest.Read(BackupScene.Entry(path, "manifest.json"))!;
        var database = BackupScene.Entry(path, "voicedock.db");

        Assert.Equal((database.Length, Convert.ToHexStringLower(SHA256.HashData(database))), (manifest.Bytes, manifest.Sha256));
        using var rooms = _scene.Source.Open();
        Assert.Equal(rooms.Storage.Get<MasterKey>().Id, manifest.MasterKey);
        Assert.EndsWith("_Initial", manifest.Schema, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(["manifest.json", "voicedock.db"], zip.Entries.Select(e => e.FullName).Order());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Empty(Directory.GetFiles(_scene.Source.Folder, "*.copy-*"));
    }

    [Fact]
    public async Task DatabaseFilesAndBackup_HoldNoSecretInAnySpelling()
    {
        using var rooms = _scene.Source.Open();
        await KeyScene.FillAsync(rooms);
        var key = (await rooms.Storage.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "canary key", Scopes = [ApiScopes.CallsRead] }, Actor.System)).Value.Token;
        var replaced = rooms.TrunkDirectory.All[1];
        await rooms.Trunks.UpdateAsync(replaced.Id, new TrunkPatch { Password = "a later password 55" }, TrunkSamples.Ann);
        var path = await _scene.BackUpAsync(rooms);

        var master = await File.ReadAllTextAsync(_scene.Source.KeyFile, TestContext.Current.CancellationToken);
        string[] secrets = ["password of Trunk 0", "password of Trunk 1", "registration password of Trunk 0", "webhook secret 7f3a", "a later password 55", key, key[18..61], master.Trim(), master[5..48]];
        var places = new Dictionary<string, byte[]> { ["archive"] = await File.ReadAllBytesAsync(path), ["backup"] = BackupScene.Entry(path, "voicedock.db"), ["manifest"] = BackupScene.Entry(path, "manifest.json") };
        foreach (var name in (string[])["voicedock.db", "voicedock.db-wal", "voicedock.db-shm"]) places[name] = ReadShared(Path.Combine(_scene.Source.Folder, name));

        Assert.Contains("UTF-8", SecretSpellings.FoundIn([.. places["voicedock.db"], .. places["voicedock.db-wal"]], "canary key"));
        Assert.Contains("UTF-8", SecretSpellings.FoundIn(places["backup"], "canary key"));
        foreach (var (place, bytes) in places)
        {
            foreach (var secret in secrets) Assert.True(SecretSpellings.FoundIn(bytes, secret) is { Count: 0 }, $"a secret lies in {place}: {string.Join(", ", SecretSpellings.FoundIn(bytes, secret))}");
        }
    }

    [Fact]
    public async Task Backup_UnderWrites_IsOneMomentOfTheDatabase()
    {
        using var rooms = _scene.Source.Open();
        await KeyScene.FillAsync(rooms);
        using var stop = new CancellationTokenSource();
        var writing = WritePairsAsync(rooms, stop.Token);
        var paths = new List<string>();
        for (var i = 0; i < 5; i++) paths.Add(await _scene.BackUpAsync(rooms));
        await stop.CancelAsync();
        var written = await writing;

        Assert.True(written > 0);
        foreach (var path in paths)
        {
            var copy = _scene.NewPath();
            await File.WriteAllBytesAsync(copy, BackupScene.Entry(path, "voicedock.db"), TestContext.Current.CancellationToken);
            using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
            connection.Open();
            Assert.Equal("ok", SqlitePragmas.Scalar(connection, "PRAGMA integrity_check"));
            // both of a pair or neither
            Assert.Equal("0", SqlitePragmas.Scalar(connection, "SELECT count(*) % 2 FROM roles WHERE Name LIKE 'pair%'"));
        }
    }

    [Fact]
    public async Task SecondBackupAtOnce_IsRefused_AndAnOperatorToo()
    {
        using var rooms = _scene.Source.Open();
        await KeyScene.FillAsync(rooms);
        var backups = rooms.Storage.Get<BackupWriter>();
        Error? second = null;
        var first = await backups.WriteAsync(
            TrunkSamples.Ann,
            async _ =>
            {
                second = (await backups.WriteAsync(TrunkSamples.Ann, _ => Task.FromResult(Stream.Null), CancellationToken.None)).Error;
                return Stream.Null;
            },
            TestContext.Current.CancellationToken);

        Assert.True(first.IsOk);
        Assert.Equal("backup_running", second?.Code);
        var stranger = new Actor(ActorType.Operator, Guid.CreateVersion7().ToString(), "bob");
        Assert.Equal(ErrorKind.Forbidden, (await backups.WriteAsync(stranger, _ => Task.FromResult(Stream.Null), CancellationToken.None)).Error?.Kind);
    }

    [Fact]
    public async Task ExistingFile_IsNeverReplaced()
    {
        var path = await _scene.BackUpAsync();
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Throws<StartupException>(() => BackupFile.Create(path)).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WithoutTheProgramAndWithoutTheKey_ABackupCanBeMade()
    {
        using (var rooms = _scene.Source.Open()) await KeyScene.FillAsync(rooms);
        File.Move(_scene.Source.KeyFile, _scene.Source.KeyFile + ".away");
        var path = _scene.NewPath();
        await using (var file = BackupFile.Create(path))
        {
            using var backups = BackupWriter.Alone(Settings(_scene.Source.Folder), TimeProvider.System);
            Assert.True((await backups.WriteAsync(Actor.System, _ => Task.FromResult(file.Stream), TestContext.Current.CancellationToken)).IsOk);
            await file.CompleteAsync(TestContext.Current.CancellationToken);
        }

        File.Move(_scene.Source.KeyFile + ".away", _scene.Source.KeyFile);
        _scene.GiveKey();
        Assert.Equal((5, 0), (await BackupScene.Restore(_scene.Target).VerifyAsync(path, TestContext.Current.CancellationToken)) is var r ? (r.Secrets, r.Unreadable) : default);
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Settings(string folder) =>
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["Data"] = folder };

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static Task<int> WritePairsAsync(DomainRooms rooms, CancellationToken stop) => Task.Run(async () =>
    {
        var written = 0;
        for (; !stop.IsCancellationRequested; written++)
        {
            await using var db = rooms.Storage.OpenDb();
            db.Add(new Microsoft.AspNetCore.Identity.IdentityRole<Guid>($"pair {written} a") { Id = Guid.CreateVersion7() });
            db.Add(new Microsoft.AspNetCore.Identity.IdentityRole<Guid>($"pair {written} b") { Id = Guid.CreateVersion7() });
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return written;
    });
}
