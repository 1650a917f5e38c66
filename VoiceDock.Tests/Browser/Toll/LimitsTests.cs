using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Toll;

/// <summary>The destination rules are changed on a page, and what trunks have used of their day stands where it matters.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class LimitsTests(BrowserFixture app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Rules_AreChosenTriedAndSaved(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var policies = app.Services.GetRequiredService<DestinationPolicies>();
        var page = await app.NewPageAsync(scheme, width, 1000);
        await BrowserFixture.OpenAsync(page, "/settings/limits");
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("+33 1 23 45 67 89");
        await Assertions.Expect(page.GetByText("+33 1 23 45 67 89 may be called.")).ToBeVisibleAsync();

        await page.GetByLabel("Numbers of").SelectOptionAsync("only_listed");
        await page.GetByLabel("Add a country").FillAsync("Netherlands");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Netherlands" })).ToBeVisibleAsync();
        await page.GetByLabel("Add a country").FillAsync("united");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("No country, or several, are called so.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("a number of France, which is not on the list of allowed countries.")).ToBeVisibleAsync();
        await page.GetByLabel("Personal numbers").CheckAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"limits-rules-{view}", full: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The rules are saved, and in force now.")).ToBeVisibleAsync();

        Assert.Equal((CountryRule.OnlyListed, "NL"), (policies.Current.CountryRule, string.Join(' ', policies.Current.ListedCountries)));
        Assert.Contains(NumberKind.Personal, policies.Current.RefusedKinds);
        var store = app.Services.GetRequiredService<DestinationPolicyStore>();
        await store.UpdateAsync(DestinationPolicyInput.From(DestinationPolicy.Default), Actor.System, Cancellation);
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task CapOfTheDay_IsSetOnTheTrunk_AndShownWhenItIsUsedUp(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var store = app.Services.GetRequiredService<TrunkStore>();
        var input = new TrunkInput { Name = $"Capped {view}", Host = "127.0.0.1", Port = FreePort.Udp(), Provider = "freepbx", OptionsIntervalSeconds = 0 };
        var trunk = (await store.CreateAsync(input, Actor.System, Cancellation)).Value;
        var page = await app.NewPageAsync(scheme, width, 1000);
        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");
        await Assertions.Expect(page.GetByText("It has no cap.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByLabel("Calls a day").FillAsync("2");
        await page.GetByLabel("Minutes a day").FillAsync("600");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save & test" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Trunk 'Capped {view}' is saved.")).ToBeVisibleAsync();
        trunk = app.Services.GetRequiredService<TrunkDirectory>().Find(trunk.Id)!;
        Assert.Equal((2, 600), (trunk.MaxCallsPerDay, trunk.MaxMinutesPerDay));
        for (var i = 0; i < 2; i++) app.Services.GetRequiredService<TollMeter>().Claim(trunk).Value.Begin(timed: false);

        await Assertions.Expect(page.GetByText("2 of 2, used up")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByText("It has placed the 2 calls it may place a day.")).ToBeVisibleAsync();
        await page.GetByText("2 of 2, used up").ScrollIntoViewIfNeededAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"trunk-cap-{view}", full: true);
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByText("Calls of the day used up: ")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.PictureAsync($"overview-cap-{view}");
        await BrowserFixture.OpenAsync(page, "/settings/limits");
        await page.PictureAsync($"limits-cap-{view}", full: true);
        await store.DeleteAsync(trunk.Id, Actor.System, Cancellation);
        await page.Context.DisposeAsync();
    }
}
