using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Storage;

/// <summary>security.md 3.3: a missing, wrong or broken key ends the start with one sentence and changes not one byte.</summary>
[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class MasterKeyStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    private string KeyFile => Path.Combine(_folder, "keys", "master.key");

    [Fact]
    public void Start_DataButNoKey_SaysSoAndMakesNone()
    {
        FillFolder();
        File.Delete(KeyFile);
        AssertRefused($"Master key not found (VOICEDOCK_MASTER_KEY_FILE=(not set), and there is no {KeyFile}). Nothing was changed.");
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void Start_NamedKeyFileMissing_NamesIt()
    {
        FillFolder();
        AssertRefused("Master key not found (VOICEDOCK_MASTER_KEY_FILE=/run/secrets/nothing). Nothing was changed.", ("VOICEDOCK_MASTER_KEY_FILE", "/run/secrets/nothing"));
    }

    [Fact]
    public void Start_OtherKey_NamesBothKeys()
    {
        var wanted = FillFolder();
        var given = MasterKey.Generate();
        AssertRefused(
            $"Master key does not match this database (wants {wanted}, given {given.Id}). Nothing was changed.", ("VOICEDOCK_MASTER_KEY", given.Write()));
    }

    [Fact]
    public void Start_OtherKeyAfterACrash_LeavesTheLogAlone()
    {
        FillFolder();
        var crashed = Directory.CreateTempSubdirectory("voicedock-test-").FullName;
        using (var running = new TestStorage(_folder))
        {
            running.Get<CredentialProtector>();
            using (var db = running.OpenDb())
            {
                db.Add(new Microsoft.AspNetCore.Identity.IdentityRole<Guid>("late") { Id = Guid.CreateVersion7() });
                db.SaveChanges();
            }

            foreach (var name in (string[])["voicedock.db", "voicedock.db-wal"]) File.Copy(Path.Combine(_folder, name), Path.Combine(crashed, name));
        }

        var before = FolderHashes.Of(crashed);
        Assert.True(new FileInfo(Path.Combine(crashed, "voicedock.db-wal")).Length > 0);
        var refused = Assert.Throws<StartupException>(() => new TestStorage(crashed, settings: ("VOICEDOCK_MASTER_KEY", MasterKey.Generate().Write())));
        Assert.Equal(78, refused.ExitCode);
        var after = FolderHashes.Of(crashed);
        Assert.Equal(before["voicedock.db"], after["voicedock.db"]);
        Assert.Equal(before["voicedock.db-wal"], after["voicedock.db-wal"]);
        CanaryFolder.Remove(crashed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("vdk1_")]
    [InlineData("not a key")]
    public void Start_MalformedKeyFile_SaysMalformedNotWrong(string content)
    {
        FillFolder();
        File.WriteAllText(KeyFile, content);
        var refused = AssertRefused(null);
        Assert.StartsWith($"Master key malformed ({KeyFile}): ", refused.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_KeyFileReadableByAll_ExitsWithTheCure()
    {
        FillFolder();
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains($"chmod 600 '{KeyFile}'", AssertRefused(null).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_CheckValueLost_IsNotTakenForAnEmptyDatabase()
    {
        FillFolder();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "voicedock.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM key_check";
            command.ExecuteNonQuery();
        }

        File.Delete(KeyFile);
        Assert.Contains("Master key not found", AssertRefused(null).Sentence, StringComparison.Ordinal);
        Assert.Contains("lost its key check value", AssertRefused(null, ("VOICEDOCK_MASTER_KEY", MasterKey.Generate().Write())).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_EmptyFolderWithAKeyGiven_UsesItAndMakesNone()
    {
        var key = MasterKey.Generate();
        using (var storage = new TestStorage(_folder, settings: ("VOICEDOCK_MASTER_KEY", key.Write())))
        {
            Assert.False(storage.Get<PreparedStorage>().KeyPlace.IsBesideDatabase);
            Assert.Null(storage.Get<Microsoft.Extensions.Configuration.IConfiguration>()["VOICEDOCK_MASTER_KEY"]);
        }

        Assert.False(Directory.Exists(Path.Combine(_folder, "keys")));
        AssertRefused($"Master key does not match this database (wants {key.Id}, given 0000). Nothing was changed.", keyFor: "0000");
    }

    public void Dispose() => CanaryFolder.Remove(_folder);

    private string FillFolder()
    {
        using var storage = new TestStorage(_folder);
        return storage.Get<MasterKey>().Id;
    }

    private StartupException AssertRefused(string? sentence, params (string, string?)[] settings)
    {
        var before = FolderHashes.Of(_folder);
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder, settings: settings));
        Assert.Equal(78, refused.ExitCode);
        if (sentence is not null) Assert.Equal(sentence, refused.Sentence);
        Assert.Equal(before, FolderHashes.Of(_folder));
        return refused;
    }

    private void AssertRefused(string sentence, string keyFor)
    {
        var other = MasterKey.Generate();
        AssertRefused(sentence.Replace(keyFor, other.Id, StringComparison.Ordinal), ("VOICEDOCK_MASTER_KEY", other.Write()));
    }
}
