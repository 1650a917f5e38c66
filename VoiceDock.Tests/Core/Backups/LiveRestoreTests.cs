using System.Runtime.Versioning;
using VoiceDock.Core.Calls;
using VoiceDock.Tests.Core.Calls.Recovery;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Backups;

/// <summary>R26: a backup made while callers are with destinations, restored after they have gone, has no live call.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class LiveRestoreTests : IAsyncDisposable
{
    private const int Calls = 2;

    private readonly KilledRig _rig = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("voicedock-live-backup-");

    [Fact]
    public async Task Restore_OfABackupWithLiveCalls_LeavesNoGhost()
    {
        await _rig.PrepareAsync();
        var backup = Path.Combine(_files.FullName, "live.backup");
        await using (var program = await _rig.StartAsync("--Drain:MaxSeconds=0"))
        {
            for (var i = 0; i < Calls; i++) await _rig.TransferredAsync(i);
            await Eventually.TrueAsync(() => _rig.Number("SELECT COUNT(*) FROM calls WHERE State = 'Transferred'") == Calls, "every caller is with a destination");
            var made = await TypedCommand.RunAsync(_rig.Folder, "backup", backup);
            Assert.True(made.Exit == 0, made.Output);
            Assert.Equal(Calls, await _rig.CountAsync("transferred"));
            Assert.Equal(0, await program.StopAsync());
        }

        var restored = await TypedCommand.RunAsync(_rig.Folder, "restore", backup);
        Assert.True(restored.Exit == 0, restored.Output);
        Assert.Equal(Calls, _rig.Number("SELECT COUNT(*) FROM calls WHERE State = 'Transferred'"));
        await using var again = await _rig.StartAsync();
        await Eventually.TrueAsync(() => _rig.Number($"SELECT COUNT(*) FROM calls WHERE EndReason = '{CallEndReasons.ProcessCrash}' AND EndedAt IS NOT NULL") == Calls, "the calls of the backup are closed");
        foreach (var live in new[] { "ringing", "connecting", "in-progress", "transferred" }) Assert.Equal(0, await _rig.CountAsync(live));
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
