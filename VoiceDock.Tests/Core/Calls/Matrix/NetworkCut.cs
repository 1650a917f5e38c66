using System.Diagnostics;
using System.Globalization;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>
/// Cuts ports of this machine off by iptables, without a word to either side, as a pulled cable does. Only ever in a network namespace of the test's own
/// (<see cref="NetworkCutTests"/>), which goes with its process and its rules.
/// </summary>
internal static class NetworkCut
{
    /// <summary>Set in the process that runs inside the namespace.</summary>
    public const string Switch = "VOICEDOCK_TEST_OWN_NETWORK";

    public static bool IsOwnNetwork => Environment.GetEnvironmentVariable(Switch) == "1";

    /// <summary>From now on nothing from or to these UDP ports arrives.</summary>
    public static async Task OffAsync(params int[] ports)
    {
        Assert.True(IsOwnNetwork, "The network of the machine is not cut.");
        foreach (var port in ports)
        {
            foreach (var side in new[] { "--dport", "--sport" })
                await RunAsync("iptables", "-w", "-A", "INPUT", "-p", "udp", side, port.ToString(CultureInfo.InvariantCulture), "-j", "DROP");
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var problem = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {problem}");
    }
}
