using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

[Collection(BrowserTests.Name)]
public sealed class ShotsTests(BrowserFixture app)
{
    [Fact]
    public async Task Shots()
    {
        var pbx = await PhoneSystem.CreateAsync(app.Services, "+31201234567");
        var feed = app.Services.GetRequiredService<CallFeed>();
        var journal = app.Services.GetRequiredService<CallJournal>();
        var now = DateTime.UtcNow;
        CallView Call(int ago, string caller) => TestCalls.New(now.AddSeconds(-ago), caller, pbx.Number.Id, pbx.Assistant.Id);
        var a = Call(212, "+31612345678");
        var b = Call(97, "+4915112345678").Then(c => c with { CallerName = null }).WithTransfer(TransferState.Dialing, now).WithTransfer(TransferState.Ringing, now);
        var c1 = Call(65, "+442079460123").WithTransfer(TransferState.Connected, now.AddSeconds(-30)) with { FarQuality = new LegQuality(1500, 1500, 60, 22, false) };
        var d = Call(41, "+12025550123").WithTransfer(TransferState.Dialing, now).WithBusy(now);
        var e = Call(3, null!).Then(c => c with { State = CallState.Ringing, AnsweredAt = null, CallerName = null, CallerQuality = null });
        foreach (var c in new[] { a, b, c1, d, e })
        {
            feed.Publish(c);
            journal.Save(c);
        }
        for (var i = 0; i < 70; i++)
        {
            var old = Call(4000 + i * 700, "+3161234" + (1000 + i * 37));
            if (i % 3 == 0) old = old.WithTransfer(TransferState.Connected, now.AddSeconds(-3980 - i * 700)).WithTransfer(TransferState.Completed, now.AddSeconds(-3900 - i * 700));
            if (i % 5 == 1) old = old.WithTransfer(TransferState.Dialing, now.AddSeconds(-3980 - i * 700)).WithBusy(now.AddSeconds(-3970 - i * 700));
            journal.Save(old.Over(i % 11 == 4 ? CallEndReasons.CallerLost : CallEndReasons.Caller, now.AddSeconds(-3880 - i * 700)));
        }
        await journal.FlushAsync(default);
        Trace(app.Services.GetRequiredService<CallTraces>(), d.Id, now);
        foreach (var (name, scheme, width) in new[] { ("light", ColorScheme.Light, 1440), ("dark", ColorScheme.Dark, 1280), ("phone", ColorScheme.Light, 390) })
        {
            var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 900);
            await BrowserFixture.OpenAsync(page, "/calls");
            await page.Locator(".call").First.WaitForAsync();
            await page.WaitForTimeoutAsync(500);
            await Shot(page, $"calls-{name}");
            await page.Locator($"#call-{a.Id} .go").ClickAsync();
            await page.Locator("form.transfer").WaitForAsync();
            await page.WaitForTimeoutAsync(300);
            await Shot(page, $"form-{name}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Transfer to" }).ClickAsync();
            await page.Locator("form.transfer .alert").WaitForAsync();
            await Shot(page, $"refused-{name}");
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("?");
            await page.WaitForTimeoutAsync(200);
            await Shot(page, $"keys-{name}");
            await page.Keyboard.PressAsync("Escape");
            await page.Locator($"#call-{a.Id} .end").ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync();
            await page.WaitForTimeoutAsync(400);
            await Shot(page, $"confirm-{name}");
            await BrowserFixture.OpenAsync(page, $"/calls/{d.Id}");
            await page.Locator(".message").First.WaitForAsync();
            await page.Locator(".message .head").Nth(1).ClickAsync();
            await page.WaitForTimeoutAsync(400);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Environment.GetEnvironmentVariable("VOICEDOCK_PICTURES")!, $"call-{name}.png"), FullPage = true });
            await BrowserFixture.OpenAsync(page, "/history");
            await page.Locator("tbody tr").First.WaitForAsync();
            await page.WaitForTimeoutAsync(300);
            await Shot(page, $"history-{name}");
            await BrowserFixture.OpenAsync(page, "/history?from=2020-01-01T00:00Z&to=2020-01-02T00:00Z&failed=1");
            await page.WaitForTimeoutAsync(500);
            await Shot(page, $"nothing-{name}");
            await page.Context.DisposeAsync();
        }
        Assert.Empty(app.Complaints);
    }

    private static Task Shot(IPage page, string name) => page.PictureAsync(name);

    private static void Trace(CallTraces traces, Guid call, DateTime at)
    {
        traces.Claim("c1@127.0.0.1", call, "caller");
        traces.Claim("d1@127.0.0.1", call, "destination 1");
        void Add(double s, bool sent, string id, string summary, bool again = false) => traces.Add(new TraceMessage(at.AddSeconds(s), "", sent, again, "127.0.0.1:5060",
            id[0] == 'c' ? "127.0.0.1:40112" : "127.0.0.1:5070", id, summary,
            summary + "\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK776asdhds;rport\r\nFrom: <sip:voicedock@127.0.0.1>;tag=1928301774\r\nTo: <sip:201@127.0.0.1>\r\nCall-ID: " + id + "\r\nCSeq: 1 INVITE\r\nAuthorization: Digest username=\"voicedock\", realm=\"practice\", nonce=\"***\", response=\"***\"\r\nContent-Length: 0\r\n\r\n"));
        Add(-43, false, "c1@127.0.0.1", "INVITE sip:+31201234567@127.0.0.1:5060 SIP/2.0");
        Add(-43, true, "c1@127.0.0.1", "100 Trying");
        Add(-42.9, true, "c1@127.0.0.1", "180 Ringing");
        Add(-42.8, true, "c1@127.0.0.1", "200 OK");
        Add(-42.3, true, "c1@127.0.0.1", "200 OK", true);
        Add(-42.7, false, "c1@127.0.0.1", "ACK sip:+31201234567@127.0.0.1:5060 SIP/2.0");
        Add(-1, true, "d1@127.0.0.1", "INVITE sip:201@127.0.0.1:5070 SIP/2.0");
        Add(-.9, false, "d1@127.0.0.1", "401 Unauthorized");
        Add(-.8, true, "d1@127.0.0.1", "ACK sip:201@127.0.0.1:5070 SIP/2.0");
        Add(-.7, true, "d1@127.0.0.1", "INVITE sip:201@127.0.0.1:5070 SIP/2.0");
        Add(-.6, false, "d1@127.0.0.1", "486 Busy Here");
        Add(-.5, true, "d1@127.0.0.1", "ACK sip:201@127.0.0.1:5070 SIP/2.0");
    }
}
