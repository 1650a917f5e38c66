using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Core.Keys;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Backups;

/// <summary>A restore verifies everything before it changes a byte, and keeps what it replaces.</summary>
[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class RestoreTests : IDisposable
{
    private readonly BackupScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Restore_IntoAnEmptyFolderWithTheKey_BringsEverythingBack()
    {
        var path = await _scene.BackUpAsync();
        _scene.GiveKey();

        var report = await BackupScene.Restore(_scene.Target).RestoreAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((5, 0, null), (report.Secrets, report.Unreadable, report.Replaced));
        using var rooms = _scene.Target.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
        using var connection = new SqliteConnection($"Data Source={_scene.Target.Database};Pooling=False");
        connection.Open();
        Assert.Equal("wal", SqlitePragmas.Scalar(connection, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Restore_OverADatabase_KeepsTheReplacedOneBesideIt()
    {
        var path = await _scene.BackUpAsync();
        using (var rooms = _scene.Source.Open())
        {
            var late = TrunkSamples.Office("Later");
            late.Password = "password of Later";
            Assert.True((await rooms.Trunks.CreateAsync(late, TrunkSamples.Ann)).IsOk);
        }

        var report = await BackupScene.Restore(_scene.Source).RestoreAsync(path, TestContext.Current.CancellationToken);
        using (var rooms = _scene.Source.Open())
        {
            Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
            Assert.Equal(3, rooms.TrunkDirectory.All.Count);
        }

        using var kept = new SqliteConnection($"Data Source={report.Replaced};Mode=ReadOnly;Pooling=False");
        kept.Open();
        Assert.Equal("4", SqlitePragmas.Scalar(kept, "SELECT count(*) FROM sip_trunks"));
    }

    [Fact]
    public async Task Restore_OverADamagedDatabase_Works()
    {
        var path = await _scene.BackUpAsync();
        await File.WriteAllTextAsync(_scene.Source.Database, new string('x', 8192), TestContext.Current.CancellationToken);
        var report = await BackupScene.Restore(_scene.Source).RestoreAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(report.Replaced!, TestContext.Current.CancellationToken));
        using var rooms = _scene.Source.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
    }

    [Fact]
    public async Task OtherKey_IsRefusedWith78AndNothingChanged()
    {
        var path = await _scene.BackUpAsync();
        using (var rooms = _scene.Target.Open()) await KeyScene.FillAsync(rooms, 1);
        await AssertRefusedAsync(path, 78, "does not match this database");
    }

    [Fact]
    public async Task NoKey_IsRefusedWith78_AndNoneIsMade()
    {
        var path = await _scene.BackUpAsync();
        await AssertRefusedAsync(path, 78, "Master key not found");
        Assert.False(File.Exists(_scene.Target.KeyFile));
    }

    [Fact]
    public async Task KeyThatOthersCanRead_IsRefusedWith78()
    {
        var path = await _scene.BackUpAsync();
        _scene.GiveKey();
        File.SetUnixFileMode(_scene.Target.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await AssertRefusedAsync(path, 78, "chmod 600");
    }

    [Fact]
    public async Task ArchiveWithOneBitFlipped_IsRefusedOrEqual()
    {
        var path = await _scene.BackUpAsync();
        _scene.GiveKey();
        var good = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var refused = 0;
        for (var i = 0; i < 40; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[(int)((long)good.Length * i / 40)] ^= (byte)(1 << (i % 8));
            var broken = _scene.NewPath();
            await File.WriteAllBytesAsync(broken, bytes, TestContext.Current.CancellationToken);
            var before = FolderHashes.Of(_scene.Target.Folder);
            try
            {
                // A bit of the archive's own book-keeping, such as a time, changes nothing of what it holds.
                await BackupScene.Restore(_scene.Target).VerifyAsync(broken, TestContext.Current.CancellationToken);
            }
            catch (StartupException e)
            {
                Assert.Equal(1, e.ExitCode);
                refused++;
            }

            Assert.Equal(before, FolderHashes.Of(_scene.Target.Folder));
        }

        Assert.True(refused >= 35, $"only {refused} of 40 were refused");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(99)]
    public async Task ArchiveThatWasCutOff_IsRefused(int percent)
    {
        var path = await _scene.BackUpAsync();
        _scene.GiveKey();
        using (var rooms = _scene.Target.Open())
        {
        }

        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var cut = _scene.NewPath();
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length * percent / 100)], TestContext.Current.CancellationToken);
        await AssertRefusedAsync(cut, 1, "no usable backup");
    }

    [Fact]
    public async Task BackupOfANewerProgram_IsRefused()
    {
        using (var rooms = _scene.Source.Open()) await KeyScene.FillAsync(rooms);
        using (var connection = new SqliteConnection($"Data Source={_scene.Source.Database};Pooling=False"))
        {
            connection.Open();
            SqlitePragmas.Execute(connection, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0.0')");
        }

        var path = _scene.NewPath();
        await using (var file = BackupFile.Create(path))
        {
            using var backups = BackupWriter.Alone(new Microsoft.Extensions.Configuration.ConfigurationManager { ["Data"] = _scene.Source.Folder }, TimeProvider.System);
            await backups.WriteAsync(Actor.System, _ => Task.FromResult(file.Stream), TestContext.Current.CancellationToken);
            await file.CompleteAsync(TestContext.Current.CancellationToken);
        }

        _scene.GiveKey();
        await AssertRefusedAsync(path, 1, "29990101000000_Future is unknown here");
    }

    [Fact]
    public async Task FolderInUse_IsRefusedWith75_AndMayStillBeVerifiedAgainst()
    {
        var path = await _scene.BackUpAsync();
        using var rooms = _scene.Source.Open();
        Assert.Equal(5, (await BackupScene.Restore(_scene.Source).VerifyAsync(path, TestContext.Current.CancellationToken)).Secrets);
        var refused = await Assert.ThrowsAsync<StartupException>(() => BackupScene.Restore(_scene.Source).RestoreAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(75, refused.ExitCode);
    }

    [Fact]
    public async Task Verify_ChangesNothing()
    {
        var path = await _scene.BackUpAsync();
        _scene.GiveKey();
        var before = FolderHashes.Of(_scene.Target.Folder);
        await BackupScene.Restore(_scene.Target).VerifyAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(before, FolderHashes.Of(_scene.Target.Folder));
    }

    [Fact]
    public async Task SignIns_OfTheBackup_AreNotBroughtBackToLife()
    {
        string path;
        using (var rooms = _scene.Source.Open())
        {
            await KeyScene.FillAsync(rooms);
            await using (var db = rooms.Storage.OpenDb())
            {
                var ann = new User { Id = Guid.CreateVersion7(), UserName = "ann2", CreatedAt = DateTime.UtcNow };
                db.Add(ann);
                db.Add(new SignInRecord { Id = Guid.CreateVersion7(), UserId = ann.Id, Hash = new byte[32], SecurityStamp = "s", CreatedAt = DateTime.UtcNow, LastSeenAt = DateTime.UtcNow, ConfirmedAt = DateTime.UtcNow });
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }

            path = await _scene.BackUpAsync(rooms);
        }

        _scene.GiveKey();
        await BackupScene.Restore(_scene.Target).RestoreAsync(path, TestContext.Current.CancellationToken);
        using var restored = _scene.Target.Open();
        await using var after = restored.Storage.OpenDb();
        Assert.Empty(after.Set<SignInRecord>());
        Assert.Contains(after.Users, u => u.UserName == "ann2");
        Assert.Equal("command line", Assert.Single(after.Set<AuditEntry>().Where(e => e.Action == "backup.restore")).ActorName);
    }

    private async Task AssertRefusedAsync(string path, int code, string words)
    {
        var before = FolderHashes.Of(_scene.Target.Folder);
        var refused = await Assert.ThrowsAsync<StartupException>(() => BackupScene.Restore(_scene.Target).RestoreAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(code, refused.ExitCode);
        Assert.Contains(words, refused.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, FolderHashes.Of(_scene.Target.Folder));
    }
}
