using System.Runtime.Versioning;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>The commands as real processes, beside the running program and without it: what they do, what they print, how they end.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class CommandTests : IDisposable
{
    private readonly KeyScene _scene = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("voicedock-command-");

    private string Backup => Path.Combine(_files.FullName, "today.backup");

    public void Dispose()
    {
        _scene.Dispose();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task BesideTheRunningProgram_KeysChangeAndABackupIsMade()
    {
        await FillAsync();
        await using (var program = new StartedVoiceDock(_scene.Folder))
        {
            await program.WaitUntilListeningAsync();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_scene.Folder, "voicedock.sock")));

            var rotated = await TypedCommand.RunAsync(_scene.Folder, "keys", "rotate");
            Assert.True(rotated.Exit == 0, rotated.Output);
            Assert.Matches("^A new data key is in use; 5 secrets were sealed with it in ", rotated.Output);
            var rewrapped = await TypedCommand.RunAsync(_scene.Folder, "keys", "rewrap");
            Assert.True(rewrapped.Exit == 0, rewrapped.Output);
            Assert.Contains($"in {_scene.KeyFile}. Back it up", rewrapped.Output, StringComparison.Ordinal);
            var backup = await TypedCommand.RunAsync(_scene.Folder, "backup", Backup);
            Assert.True(backup.Exit == 0, backup.Output);
            var again = await TypedCommand.RunAsync(_scene.Folder, "backup", Backup);
            Assert.Equal((1, $"{Backup} exists already; a backup never replaces a file."), (again.Exit, again.Output.Trim()));
            var verified = await TypedCommand.RunAsync(_scene.Folder, "restore", Backup, "--verify");
            Assert.True(verified.Exit == 0, verified.Output);
            Assert.Contains("opens it and its 5 secrets.", verified.Output, StringComparison.Ordinal);

            var restored = await TypedCommand.RunAsync(_scene.Folder, "restore", Backup);
            Assert.Equal((75, $"Another VoiceDock (process {program.Id}) uses this folder."), (restored.Exit, restored.Output.Trim()));
            var reset = await TypedCommand.RunAsync(_scene.Folder, "keys", "reset");
            Assert.Equal(75, reset.Exit);
            var nobody = await TypedCommand.RunAsync(_scene.Folder, "users", "reset", "nobody");
            Assert.Equal((1, "Nobody signs in as 'nobody'."), (nobody.Exit, nobody.Output.Trim()));
            Assert.Equal(0, await program.StopAsync());
        }

        Assert.False(File.Exists(Path.Combine(_scene.Folder, "voicedock.sock")));
        using var rooms = _scene.Open();
        Assert.Equal(5, await KeyScene.AssertReadableAsync(rooms));
    }

    [Fact]
    public async Task WithoutTheProgram_TheSameCommandsWork_AndARestoreBringsTheBackupBack()
    {
        await FillAsync();
        var backup = await TypedCommand.RunAsync(_scene.Folder, "backup", Backup);
        Assert.True(backup.Exit == 0, backup.Output);
        var rotated = await TypedCommand.RunAsync(_scene.Folder, "keys", "rotate");
        Assert.True(rotated.Exit == 0, rotated.Output);
        using (var rooms = _scene.Open()) Assert.Single(await KeyScene.DataKeysAsync(rooms));

        var restored = await TypedCommand.RunAsync(_scene.Folder, "restore", Backup);
        Assert.True(restored.Exit == 0, restored.Output);
        Assert.Contains("The database before is kept in ", restored.Output, StringComparison.Ordinal);
        var rewrapped = await TypedCommand.RunAsync(_scene.Folder, "keys", "rewrap", "--new", Path.Combine(_files.FullName, "vd.key"));
        Assert.True(rewrapped.Exit == 0, rewrapped.Output);
        var later = await TypedCommand.RunAsync(_scene.Folder, "", [("VOICEDOCK_MASTER_KEY_FILE", Path.Combine(_files.FullName, "vd.key"))], "keys", "rotate");
        Assert.True(later.Exit == 0, later.Output);
    }

    [Fact]
    public async Task WrongKey_EveryCommandThatNeedsItEndsWith78AndChangesNothing()
    {
        await FillAsync();
        await TypedCommand.RunAsync(_scene.Folder, "backup", Backup);
        var before = FolderHashes.Of(_scene.Folder);
        var wrong = ("VOICEDOCK_MASTER_KEY", MasterKey.Generate().Write());
        foreach (var words in (string[][])[["keys", "rotate"], ["keys", "rewrap"], ["restore", Backup], ["users", "reset", "ann"]])
        {
            var refused = await TypedCommand.RunAsync(_scene.Folder, "", [wrong], words);
            Assert.Equal(78, refused.Exit);
            Assert.Matches("^Master key does not match this database \\(wants [0-9a-f]{4}, given [0-9a-f]{4}\\)\\. Nothing was changed\\.$", refused.Output.Trim());
            Assert.Equal(before, FolderHashes.Of(_scene.Folder));
        }
    }

    [Fact]
    public async Task LostKey_ResetAsksForTheWords()
    {
        await FillAsync();
        File.Delete(_scene.KeyFile);
        var before = FolderHashes.Of(_scene.Folder);
        var refused = await TypedCommand.RunAsync(_scene.Folder, "yes\n", [], "keys", "reset");
        Assert.Equal(1, refused.Exit);
        Assert.Contains("gives up 5 stored secrets", refused.Output, StringComparison.Ordinal);
        Assert.EndsWith("Not confirmed. Nothing was changed.", refused.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(before, FolderHashes.Of(_scene.Folder));

        var done = await TypedCommand.RunAsync(_scene.Folder, "reset keys\n", [], "keys", "reset");
        Assert.True(done.Exit == 0, done.Output);
        await using var program = new StartedVoiceDock(_scene.Folder);
        await program.WaitUntilListeningAsync();
    }

    [Fact]
    public async Task EmptyFolder_GetsNoDatabaseAndNoKey()
    {
        foreach (var words in (string[][])[["keys", "rotate"], ["backup", Backup]])
        {
            var refused = await TypedCommand.RunAsync(_scene.Folder, words);
            Assert.Equal(1, refused.Exit);
            Assert.Contains($"There is no database in {_scene.Folder}", refused.Output, StringComparison.Ordinal);
        }

        Assert.Empty(FolderHashes.Of(_scene.Folder));
        Assert.Empty(_files.GetFiles());
    }

    private async Task FillAsync()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
    }
}
