using System.Runtime.Versioning;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Storage;

/// <summary>What only real processes can show: the folder lock, the exit codes, a kill, the environment.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class ProcessStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    [Fact]
    public async Task SecondProcess_OnTheSameFolder_Exits75AndNamesTheFirst()
    {
        await using var first = new StartedVoiceDock(_folder);
        await first.WaitUntilListeningAsync();
        await using (var second = new StartedVoiceDock(_folder))
        {
            Assert.Equal(75, await second.WaitForExitAsync());
            Assert.Equal($"Another VoiceDock (process {first.Id}) uses this folder.", second.Output.Trim());
        }

        await first.KillAsync();
        await using var third = new StartedVoiceDock(_folder);
        await third.WaitUntilListeningAsync();
    }

    [Fact]
    public async Task TwoProcesses_AtOnceOnAnEmptyFolder_MakeOneKey()
    {
        await using var one = new StartedVoiceDock(_folder);
        await using var other = new StartedVoiceDock(_folder);
        var (oneEnds, otherEnds) = (one.WaitForExitAsync(), other.WaitForExitAsync());
        var first = await Task.WhenAny(oneEnds, otherEnds);
        Assert.Equal(75, await first);
        await (first == oneEnds ? other : one).WaitUntilListeningAsync();
        Assert.True(MasterKey.TryParse(File.ReadAllText(Path.Combine(_folder, "keys", "master.key")), out _));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "keys")));
        await Task.WhenAll(one.KillAsync(), other.KillAsync());
        await Task.WhenAll(oneEnds, otherEnds);
    }

    [Fact]
    public async Task Process_WithAnotherKey_Exits78WithOneSentence()
    {
        using (new TestStorage(_folder))
        {
        }

        var before = FolderHashes.Of(_folder);
        await using var wrong = new StartedVoiceDock(_folder, ("VOICEDOCK_MASTER_KEY", MasterKey.Generate().Write()));
        Assert.Equal(78, await wrong.WaitForExitAsync());
        Assert.Matches("^Master key does not match this database \\(wants [0-9a-f]{4}, given [0-9a-f]{4}\\)\\. Nothing was changed\\.$", wrong.Output.Trim());
        Assert.Equal(before, FolderHashes.Of(_folder));
    }

    [Fact]
    public async Task Process_WithTheKeyInItsEnvironment_ForgetsItThere()
    {
        var key = MasterKey.Generate().Write();
        await using var running = new StartedVoiceDock(_folder, ("VOICEDOCK_MASTER_KEY", key));
        await running.WaitUntilListeningAsync();
        var environment = await File.ReadAllTextAsync($"/proc/{running.Id}/environ");
        Assert.Contains("PATH=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..20], environment, StringComparison.Ordinal);
        Assert.DoesNotContain(key, running.Output, StringComparison.Ordinal);
    }

    public void Dispose() => CanaryFolder.Remove(_folder);
}
