using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Webhooks;

/// <summary>Address, secret, test, deliveries: from nothing to a dead letter that is sent again.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class WebhooksTests(WebhooksFixture app) : IClassFixture<WebhooksFixture>
{
    private const string Secret = "canary-webhook-secret";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Webhook_IsSaved_Tried_AndItsDeadLettersAreSentAgain(ColorScheme scheme, int width)
    {
        var view = width < 700 ? "phone" : "wide";
        var page = await app.NewPageAsync(scheme, width, 900);
        await BrowserFixture.OpenAsync(page, "/settings/webhooks");
        await SaveAsync(page);

        app.Receiver.Answer = _ => Task.FromResult((202, "noted"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test delivery" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It answered 202.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Beginning of the answer")).ToHaveTextAsync("noted");
        Assert.True(app.Receiver.Received[^1].IsSignedWith(Secret));

        // The page is open: what happens on a call appears by itself.
        var delivery = await ACallEndsAsync();
        await Assertions.Expect(page.Locator("li[data-state=delivered]", new() { HasText = "end-of-call-report" }).First).ToBeVisibleAsync();
        await DieAsync(delivery);
        var dead = page.Locator("li[data-state=dead_letter]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dead letters" }).ClickAsync();
        await Assertions.Expect(dead).ToContainTextAsync("It answered 500.");
        await dead.GetByRole(AriaRole.Button, new() { Name = "Payload" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Payload", new() { Exact = true })).ToContainTextAsync("\"end_reason\": \"user_hangup\"");
        await Assertions.Expect(page.GetByLabel("Payload", new() { Exact = true })).Not.ToContainTextAsync("+31612345678");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"webhooks-{view}", full: true);

        await dead.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Assertions.Expect(dead).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("None of these")).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => app.Receiver.Received.Count(r => r.Id == delivery.WebhookId) == 2, "it came again under its id");
        Assert.DoesNotContain(Secret, await page.ContentAsync(), StringComparison.Ordinal);
        await RemoveAsync(page);
        await page.Context.DisposeAsync();
    }

    private async Task SaveAsync(IPage page)
    {
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("http://10.1.2.3/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByText("is not allowed as a target")).ToBeVisibleAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(app.Receiver.Url);
        await page.GetByLabel("Secret", new() { Exact = true }).FillAsync(Secret);
        await page.GetByLabel("All official events").UncheckAsync();
        await page.GetByText("assistant-request").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save webhook" }).ClickAsync();
        await Assertions.Expect(page.Locator(".secret-set")).ToContainTextAsync($"by {AppUnderTest.UserName}");
    }

    private static async Task RemoveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send a test delivery" })).ToHaveCountAsync(0);
    }

    // As a call's actor tells it, without a phone.
    private async Task<WebhookDelivery> ACallEndsAsync()
    {
        var call = TestCalls.New(DateTime.UtcNow.AddSeconds(-30));
        var over = call.Over(CallEndReasons.Caller, DateTime.UtcNow);
        app.Services.GetRequiredService<CallJournal>().Save(over, app.Services.GetRequiredService<ICallOutbox>().Of(call, over, null));
        WebhookDelivery? report = null;
        await Eventually.AskedAsync(async () => (report = await FindAsync(call.Id)) is { State: DeliveryState.Delivered }, "the report is delivered");
        return report!;
    }

    private async Task<WebhookDelivery?> FindAsync(Guid call)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        return await db.Set<WebhookDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.SubjectId == call && d.Event == "end-of-call-report");
    }

    // Thirty-one hours later.
    private async Task DieAsync(WebhookDelivery delivery)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        await db.Set<WebhookDelivery>().Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DeliveryState.DeadLetter).SetProperty(d => d.Attempts, 8).SetProperty(d => d.LastProblem, "It answered 500."));
        app.Services.GetRequiredService<WebhookOutbox>().Committed();
    }
}
