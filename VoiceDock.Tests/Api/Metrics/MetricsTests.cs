using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Api.Calls;
using VoiceDock.Tests.Architecture;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Metrics;

/// <summary>
/// The page of metrics: who may read it, and that its figures are what happened. Alone: meters are of the process, and the collector gives up a figure
/// when another program's meter of the same name ends.
/// </summary>
[Trait("Kind", "Api")]
[Collection(nameof(AloneCollection))]
public sealed partial class MetricsTests
{
    private const string Token = "collector-0123456789abcdef";

    [Fact]
    public async Task WithoutAToken_ThereIsNoPage()
    {
        await using var app = new ApiUnderTest();
        await app.InitializeAsync();
        using var client = app.NewClient();
        Assert.Equal(404, (await ApiReply.SendAsync(client, HttpMethod.Get, "/metrics")).Code);
    }

    [Fact]
    public async Task Page_IsForTheTokenAlone_AndTellsWhatHappened()
    {
        var fixture = new LiveCallFixture { App = { Settings = { ["Metrics:Token"] = Token } } };
        await using var taken = fixture;
        await fixture.InitializeAsync();
        foreach (var wrong in new[] { null, "Bearer", $"Bearer {Token}x", $"Basic {Token}", $"Bearer {fixture.Key}" })
        {
            using var stranger = fixture.App.NewClient();
            var refused = await ApiReply.SendAsync(stranger, HttpMethod.Get, "/metrics", headers: wrong is null ? [] : [("Authorization", wrong)]);
            Assert.Equal((401, ""), (refused.Code, refused.Text));
        }

        using var collector = fixture.App.NewClient();
        collector.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var call = await fixture.CallAsync();
        var transfer = await call.TransferAsync("201");
        await call.WaitForTransferAsync((string)transfer["transfer_id"]!, "failed");
        await Eventually.AskedAsync(async () => await ReadAsync(collector, "voicedock_rtp_received") > 0, "a second of audio was counted");

        Assert.Equal(1, await ReadAsync(collector, "voicedock_calls_live", "state=\"in_progress\""));
        Assert.Equal(1, await ReadAsync(collector, "voicedock_legs_live", "side=\"caller\",state=\"talking\""));
        await Eventually.AskedAsync(async () => await ReadAsync(collector, "voicedock_transfers_ended", "reason=\"busy\"") == 1, "the transfer is counted");
        Assert.Equal(0, await ReadAsync(collector, "voicedock_transfers_setup_seconds_count"));
        Assert.Equal(1, await ReadAsync(collector, "voicedock_media_ports", "state=\"in_use\""));
        Assert.Equal(1, await TrunksAsync(collector));
        Assert.Equal(0, await ReadAsync(collector, "voicedock_circuits"));
        Assert.Equal(0, await ReadAsync(collector, "voicedock_draining"));
        Assert.True(await ReadAsync(collector, "voicedock_sip_received") > 0);

        await call.DisposeAsync();
        await Eventually.AskedAsync(async () => await ReadAsync(collector, "voicedock_calls_ended", "reason=\"user_hangup\"") == 1, "the call is counted as ended");
        await Eventually.AskedAsync(async () => await ReadAsync(collector, "voicedock_calls_live", "state=\"in_progress\"") == 0, "no call is live");
    }

    [Fact]
    public void MediaAndSip_CountNothingForMetrics()
    {
        // Figures of packets are read from counters the threads have anyway, when somebody asks.
        var wrong = new[] { "Media", "Sip" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(SourceRoot.Find(), "VoiceDock.Core", room), "*.cs", SearchOption.AllDirectories))
            .Where(f => File.ReadAllText(f).Contains("Diagnostics.Metrics", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    private static async Task<double> TrunksAsync(HttpClient collector) =>
        (await LinesAsync(collector, "voicedock_trunks")).Sum(l => double.Parse(l.Groups["value"].Value, CultureInfo.InvariantCulture));

    // Sum of the series with these labels; 0 when there is none.
    private static async Task<double> ReadAsync(HttpClient collector, string name, string labels = "") =>
        (await LinesAsync(collector, name)).Where(l => l.Groups["labels"].Value.Contains(labels, StringComparison.Ordinal))
            .Sum(l => double.Parse(l.Groups["value"].Value, CultureInfo.InvariantCulture));

    private static async Task<IReadOnlyList<Match>> LinesAsync(HttpClient collector, string name)
    {
        var reply = await ApiReply.SendAsync(collector, HttpMethod.Get, "/metrics");
        Assert.Equal(200, reply.Code);
        return [.. Line().Matches(reply.Text).Where(m => m.Groups["name"].Value == name || m.Groups["name"].Value == $"{name}_total")];
    }

    [GeneratedRegex(@"^(?<name>voicedock_\w+)(?:\{(?<labels>[^}]*)\})? (?<value>[0-9.eE+-]+)(?: \d+)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
