using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Layout;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>A stored password on no page, in no frame of a page's circuit, and in no answer of the API.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class PasswordNowhereTests(BrowserFixture app)
{
    private const string Password = "canary-Pa55word-of-every-page";
    private const string Shown = "Trunk with a canary";

    private static readonly string[] Answers =
    [
        "/openapi/v1.json", "/api/v1/health", "/api/v1/sip-trunks", "/api/v1/numbers", "/api/v1/assistants", "/api/v1/calls", "/api/v1/organizations",
    ];

    // Plain, in UTF-16, base64 and hex.
    private static readonly byte[][] Canaries =
    [
        Encoding.UTF8.GetBytes(Password),
        Encoding.Unicode.GetBytes(Password),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)).TrimEnd('=')[..^1]),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Password))),
    ];

    private readonly ConcurrentQueue<(string Where, byte[] Bytes)> _received = [];

    [Fact]
    public async Task Password_OnEveryPage_InItsCircuit_AndInAnswers_IsAbsent()
    {
        var trunks = app.Services.GetRequiredService<TrunkStore>();
        var trunk = (await trunks.CreateAsync(
            new TrunkInput { Name = Shown, Host = "127.0.0.1", Port = 15_071, Provider = "freepbx", Username = "voicedock", Password = Password },
            Actor.System, TestContext.Current.CancellationToken)).Value;

        await ReadPagesAsync(ConsolePages.All.Select(p => p.Path).Append($"/trunks/{trunk.Id}"));
        await ReadAnswersAsync([.. Answers, $"/api/v1/sip-trunks/{trunk.Id}"]);
        await trunks.DeleteAsync(trunk.Id, Actor.System, TestContext.Current.CancellationToken);

        // The search itself works: the trunk's name came by frames and by answers.
        Assert.Contains(_received, r => r.Where.StartsWith("frame", StringComparison.Ordinal) && Has(r.Bytes, Encoding.UTF8.GetBytes(Shown)));
        Assert.Contains(_received, r => r.Where.StartsWith("/api", StringComparison.Ordinal) && Has(r.Bytes, Encoding.UTF8.GetBytes(Shown)));
        Assert.All(_received, r => Assert.All(Canaries, c => Assert.False(Has(r.Bytes, c), $"The password is in {r.Where}.")));
    }

    private async Task ReadPagesAsync(IEnumerable<string> paths)
    {
        var page = await app.NewPageAsync();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Keep($"frame of {page.Url}", frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        foreach (var path in paths)
        {
            await BrowserFixture.OpenAsync(page, path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Keep($"page {path}", Encoding.UTF8.GetBytes(await page.ContentAsync()));
        }

        await page.Context.DisposeAsync();
    }

    private async Task ReadAnswersAsync(IEnumerable<string> paths)
    {
        var key = await app.Services.GetRequiredService<ApiKeyStore>().CreateAsync(
            new ApiKeyInput { Name = "Canary", Scopes = ApiScopes.All }, Actor.System, TestContext.Current.CancellationToken);
        using var http = app.NewClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value.Token);
        foreach (var path in paths)
        {
            using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
            Keep(path, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    private void Keep(string where, byte[] bytes) => _received.Enqueue((where, bytes));

    private static bool Has(byte[] bytes, byte[] canary) => bytes.AsSpan().IndexOf(canary) >= 0;
}
