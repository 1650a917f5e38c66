using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>
/// SIPp with one of the scenarios beside the tests, on free loopback ports, with bounded calls and time. Ends only its own process. Where SIPp is
/// missing the test is skipped with that reason, and fails in CI.
/// </summary>
public sealed class SippPeer : IAsyncDisposable
{
    /// <summary>What <c>tone.alaw</c> says in Hz: a second without a seam, for scenarios that play it.</summary>
    public const double Tone = 600;

    private const int SecondsAtMost = 30;

    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private SippPeer(string scenario, IEnumerable<string> arguments)
    {
        // SIP, control, and from an even one on what it echoes: audio with RTCP and video with RTCP.
        var ports = FreePort.Eight();
        Address = new IPEndPoint(IPAddress.Loopback, ports);
        _folder = Directory.CreateTempSubdirectory("voicedock-sipp-").FullName;
        File.WriteAllBytes(Path.Combine(_folder, "tone.alaw"), ToneFile.Alaw(Tone));
        string[] common =
        [
            "-sf", ScenarioFile(scenario),
            "-i", $"{Address.Address}", "-p", $"{ports}", "-cp", $"{ports + 1}", "-mp", $"{ports + 2}",
            "-nostdin", "-timeout", $"{SecondsAtMost}s", "-timeout_error", "-trace_err", "-error_file", ErrorFile,
            "-trace_stat", "-stf", StatFile, "-fd", "1",
        ];
        var start = new ProcessStartInfo(Find() ?? "sipp", [.. common, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder,
            Environment = { ["TERM"] = "dumb" },
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    private string ErrorFile => Path.Combine(_folder, "errors.log");

    private string StatFile => Path.Combine(_folder, "stat.csv");

    /// <summary>Skips the test where SIPp is not installed; in CI that is a failure.</summary>
    public static void Require()
    {
        if (Find() is not null) return;
        const string Reason = "SIPp is not installed (Debian package sip-tester)";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Reason);
        Assert.Skip(Reason);
    }

    /// <summary>Places calls to <paramref name="target"/>.</summary>
    public static SippPeer Call(
        string scenario, IPEndPoint target, string dialled = "100", int calls = 1, int callsPerSecond = 10, params string[] more)
    {
        Require();
        string[] arguments = ["-m", $"{calls}", "-r", $"{callsPerSecond}", "-s", dialled, .. more, $"{target}"];
        return new SippPeer(scenario, arguments);
    }

    /// <summary>Waits for calls; back when it listens.</summary>
    public static async Task<SippPeer> ListenAsync(string scenario, int calls = 1, params string[] more)
    {
        Require();
        var peer = new SippPeer(scenario, ["-m", $"{calls}", .. more]);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 500 && !IsTaken(peer.Address); i++)
        {
            if (peer._process.HasExited) throw new InvalidOperationException(await peer.DescribeAsync());
            await tick.WaitForNextTickAsync();
        }

        return peer;
    }

    /// <summary>Waits for its end; fails unless every call went as the scenario says.</summary>
    public async Task<SippStatistics> SucceedAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(SecondsAtMost + 5));
        await _process.WaitForExitAsync(stop.Token);
        if (_process.ExitCode != 0) Assert.Fail(await DescribeAsync());
        return SippStatistics.Read(StatFile);
    }

    /// <summary>What it complained about so far.</summary>
    public string Errors => File.Exists(ErrorFile) ? File.ReadAllText(ErrorFile) : "";

    /// <summary>Its figures so far, a second old at most.</summary>
    public SippStatistics Statistics() => SippStatistics.Read(StatFile);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string ScenarioFile(string name) =>
        new[] { "Sip", "Interop" }.Select(room => Path.Combine(AppContext.BaseDirectory, room, "scenarios", $"{name}.xml")).FirstOrDefault(File.Exists)
        ?? throw new ArgumentException($"There is no scenario {name}.", nameof(name));

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "sipp")).FirstOrDefault(File.Exists);

    // A datagram to ask whether it listens would be a call too many for the scenario: the socket table tells as well.
    private static bool IsTaken(IPEndPoint address)
    {
        var port = address.Port.ToString("X4", CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/net/udp").Any(line => line.Contains($":{port} 00000000:0000", StringComparison.Ordinal))
            || File.ReadLines("/proc/net/tcp").Any(line => line.Contains($":{port} 00000000:0000 0A", StringComparison.Ordinal));
    }

    private async Task<string> DescribeAsync()
    {
        var output = await _output;
        return $"SIPp ended with {_process.ExitCode}.\n{Errors}\n{await _errors}\n{output[Math.Max(0, output.Length - 3_000)..]}";
    }
}
