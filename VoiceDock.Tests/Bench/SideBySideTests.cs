using System.Diagnostics;
using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>
/// The quick form of the side-by-side benches: every part works against its real peer, and every payload is what was sent. Nothing is said about time.
/// </summary>
[Trait("Kind", "Sip")]
public sealed class SideBySideTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Relay_BesideRtpengineAndTheFloor_ChangesAndLosesNothing()
    {
        ForeignTool.Require("gcc", "gcc");
        ForeignTool.Require("rtpengine", "rtpengine-daemon");
        await QuickAsync("relay", "VoiceDock", "rtpengine", "C floor");
    }

    [Fact]
    public async Task SetUp_BesideKamailio_SeesEveryCallThrough()
    {
        ForeignTool.Require("gcc", "gcc");
        ForeignTool.Require("sipp", "sip-tester");
        ForeignTool.Require("kamailio", "kamailio");
        await QuickAsync("setup", "VoiceDock", "Kamailio");
    }

    [Fact]
    public async Task Failover_BesideKamailio_SeesEverySilentTrunk()
    {
        ForeignTool.Require("kamailio", "kamailio");
        await QuickAsync("failover", "VoiceDock");
    }

    [Fact]
    public Task Health_AsksEveryTrunk() => QuickAsync("health", "VoiceDock");

    [Fact]
    public Task Talk_IsHeardInEveryCall() => QuickAsync("talk", "speech model", "attendant");

    /// <summary>Runs a part; it must find no fault and have measured each of the subjects.</summary>
    private async Task QuickAsync(string part, params string[] subjects)
    {
        var bench = Path.Combine(AppContext.BaseDirectory, "VoiceDock.Bench.dll");
        var start = new ProcessStartInfo("dotnet", [bench, "run", part, "--quick"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (said, problems) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var stop = new CancellationTokenSource(Bound);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
        output.WriteLine(await said);
        Assert.True(process.ExitCode == 0, $"{await said}\n{await problems}");
        Assert.All(subjects, subject => Assert.Contains($", {subject}: ", said.Result));
    }
}
