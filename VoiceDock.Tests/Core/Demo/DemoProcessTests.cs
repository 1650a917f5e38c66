using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Api;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Demo;

/// <summary>The README's first command, as a process: what it prints, what happens by itself, what it leaves behind.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed partial class DemoProcessTests : IDisposable
{
    // It promises 10 s; a machine busy with other tests gets ten times what it takes by itself.
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private readonly string _temporary = Directory.CreateTempSubdirectory("voicedock-demo-test-").FullName;

    [Fact]
    public async Task Demo_IsReady_TakesACallByItself_AndLeavesNothing()
    {
        var began = Stopwatch.GetTimestamp();
        await using var demo = StartedVoiceDock.Demo(_temporary);
        await demo.WaitUntilListeningAsync();
        Assert.True(Stopwatch.GetElapsedTime(began) < ReadyWithin, $"Ready after {Stopwatch.GetElapsedTime(began)}.");

        var console = ConsoleLine().Match(demo.Output);
        var key = KeyLine().Match(demo.Output);
        Assert.True(console.Success && key.Success && SipLine().IsMatch(demo.Output), demo.Output);
        using var api = new ApiClient(new HttpClient { BaseAddress = new Uri(console.Groups[1].Value), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Groups[1].Value) } });
        await Eventually.AskedAsync(async () => (await api.Get("/calls?status=in-progress"))["calls"]!.AsArray().Count > 0, "a practice call is in progress");

        Assert.NotEmpty(Directory.GetFileSystemEntries(_temporary, "*voicedock*"));
        Assert.Equal(0, await demo.StopAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_temporary, "*voicedock*"));
    }

    public void Dispose() => CanaryFolder.Remove(_temporary);

    [GeneratedRegex(@"^Console:\s+(http://127\.0\.0\.1:\d+)/setup\?token=\S{40,}$", RegexOptions.Multiline)]
    private static partial Regex ConsoleLine();

    [GeneratedRegex(@"^API key:\s+(vd_test_\w+)$", RegexOptions.Multiline)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^SIP:\s+127\.0\.0\.1:\d+ \(udp", RegexOptions.Multiline)]
    private static partial Regex SipLine();
}
