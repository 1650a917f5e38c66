using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Storage;

[Trait("Kind", "Unit")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class StorageStartupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    private string KeyFile => Path.Combine(_folder, "keys", "master.key");

    private string Database => Path.Combine(_folder, "voicedock.db");

    [Fact]
    public void Start_EmptyFolder_MakesAPrivateKeyAndAMigratedDatabase()
    {
        using var storage = new TestStorage(_folder);
        using var db = storage.OpenDb();
        Assert.Empty(db.Database.GetPendingMigrations());
        Assert.True(storage.Get<PreparedStorage>().KeyPlace.IsBesideDatabase);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
        Assert.True(MasterKey.TryParse(File.ReadAllText(KeyFile), out _));
    }

    [Fact]
    public void Start_Again_OpensWhatWasSealedBefore()
    {
        var owner = Guid.CreateVersion7();
        ProtectedSecret blob;
        using (var first = new TestStorage(_folder)) blob = first.Get<CredentialProtector>().Seal(SecretField.TrunkPassword, owner, 1, "open sesame");
        using var second = new TestStorage(_folder);
        Assert.True(second.Get<CredentialProtector>().TryOpen(blob, SecretField.TrunkPassword, owner, 1, out var secret));
        Assert.Equal("open sesame"u8, secret);
    }

    [Fact]
    public void Connections_FromTheFactory_CarryEveryPragma()
    {
        using var storage = new TestStorage(_folder);
        using var db = storage.OpenDb();
        Assert.Equal("wal", Pragma(db, "journal_mode"));
        Assert.Equal("2", Pragma(db, "synchronous"));
        Assert.Equal("1", Pragma(db, "secure_delete"));
        Assert.Equal("5000", Pragma(db, "busy_timeout"));
        Assert.Equal("1", Pragma(db, "foreign_keys"));
    }

    [Fact]
    public void Start_SecondOnTheSameFolder_NamesTheProcessAndChangesNothing()
    {
        using var first = new TestStorage(_folder);
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder));
        Assert.Equal(75, refused.ExitCode);
        Assert.Equal($"Another VoiceDock (process {Environment.ProcessId}) uses this folder.", refused.Sentence);
        using var db = first.OpenDb();
        Assert.Equal(1, db.Set<DataKey>().Count());
    }

    [Fact]
    public void Start_UnwritableFolder_ExitsWithOneSentence()
    {
        var refused = Assert.Throws<StartupException>(() => new TestStorage("/proc/voicedock"));
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("The data folder /proc/voicedock cannot be written: ", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_WithoutAFolder_UsesATemporaryOneAndRemovesIt()
    {
        string folder;
        var configuration = new ConfigurationBuilder().Build();
        using (var storage = StorageStartup.Prepare(configuration, new RunMode(Demo: true), TimeProvider.System, NullLogger.Instance))
        {
            folder = storage.Folder;
            Assert.True(File.Exists(Path.Combine(folder, "voicedock.db")));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Uses_OfTheDataKey_AreWrittenDown()
    {
        using var storage = new TestStorage(_folder);
        storage.Get<CredentialProtector>().Seal(SecretField.TrunkPassword, Guid.CreateVersion7(), 1, "hunter2");
        await storage.Services.GetServices<IHostedService>().OfType<DataKeyUses>().Single().WriteAsync(CancellationToken.None);
        using var db = storage.OpenDb();
        Assert.Equal(1, db.Set<DataKey>().Single().Uses);
    }

    public void Dispose() => CanaryFolder.Remove(_folder);

    private static string? Pragma(VoiceDockDb db, string name)
    {
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
