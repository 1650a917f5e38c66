using System.Diagnostics;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The network is cut by iptables in each state of a transfer: in a process and a network namespace of its own, where the only network is its loopback.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class NetworkCutTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Network_CutInEveryState_LeavesTheCallerWithTheAssistant()
    {
        var unshare = ForeignTool.Require("unshare", "util-linux");
        ForeignTool.Require("ip", "iproute2");
        ForeignTool.Require("iptables", "iptables");
        string[] isolation = Environment.UserName == "root" ? ["--net"] : ["--map-root-user", "--net"];
        var tests = Path.Combine(AppContext.BaseDirectory, "VoiceDock.Tests.dll");
        var inside = $"ip link set lo up && exec dotnet '{tests}' -noLogo -noColor -showLiveOutput -explicit only -class '{typeof(InOwnNetworkTests).FullName}'";

        var start = new ProcessStartInfo(unshare, [.. isolation, "sh", "-c", inside]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[NetworkCut.Switch] = "1";
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        foreach (var line in (await said).Split('\n').Where(l => l.Contains("OUTPUT", StringComparison.Ordinal))) output.WriteLine(line.Trim());
        Assert.True(process.ExitCode == 0, await said + await complained);
        Assert.Contains("Total: 3, ", await said, StringComparison.Ordinal);
    }
}
