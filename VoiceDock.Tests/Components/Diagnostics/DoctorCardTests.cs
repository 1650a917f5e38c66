using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Tests.Components.Diagnostics;

/// <summary>The doctor on a trunk's page: begins runs by asking where asking is due, and keeps its state in the address.</summary>
[Trait("Kind", "Component")]
public sealed class DoctorCardTests : RoomsContext
{
    [Fact]
    public async Task Run_GoesIntoTheAddress_AndIntoTheListOfReports()
    {
        var trunk = await MakeTrunkAsync();
        var card = Open(trunk);

        Button(card, "Run the doctor").Click();

        card.WaitForAssertion(() => Assert.Contains("All fine", card.Find(".reports li").TextContent, StringComparison.Ordinal));
        var report = Assert.Single(await Doctor.ListAsync(trunk.Id, 10, Xunit.TestContext.Current.CancellationToken));
        Assert.EndsWith($"/trunks/{trunk.Id}?doctor={report.Id}", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("ann", report.By.Name);
        Assert.Equal(DoctorMode.Silent, report.Mode);
    }

    [Fact]
    public async Task SecondTryAfterAWrongPassword_AsksFirst_UntilThePasswordIsTaken()
    {
        Pbx.Auth = ProbeAuth.Refused;
        var trunk = await MakeTrunkAsync();
        var dialogs = RenderDialogs();
        var card = Open(trunk);
        Button(card, "Run the doctor").Click();
        card.WaitForAssertion(() => Assert.Contains("Problem", card.Find(".reports li").TextContent, StringComparison.Ordinal));

        Button(card, "Run the doctor").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("ban the address", dialogs.Markup, StringComparison.Ordinal));
        dialogs.FindAll("button").Single(b => b.TextContent == "Not now").Click();
        Assert.Single(await Doctor.ListAsync(trunk.Id, 10, Xunit.TestContext.Current.CancellationToken));

        Pbx.Auth = ProbeAuth.Answered;
        Button(card, "Run the doctor").Click();
        dialogs.WaitForElement(".confirm-yes").Click();
        card.WaitForAssertion(() => Assert.Contains("All fine", card.Find(".reports li").TextContent, StringComparison.Ordinal));
        Button(card, "Run the doctor").Click();
        card.WaitForAssertion(() => Assert.Equal(3, card.FindAll(".reports li").Count));
    }

    [Fact]
    public async Task RunOfSomebodyElse_IsShownAsItGoes_AndKeepsTheButton()
    {
        Pbx.Hold();
        var trunk = await MakeTrunkAsync();
        var begun = await Doctor.StartAsync(new DoctorOrder(Subjects.Of(trunk), VoiceDock.Core.Common.Actor.System));

        var card = Open(trunk);

        card.WaitForAssertion(() => Assert.Equal("step", card.Find("[data-check=options]").GetAttribute("aria-current")));
        Assert.Equal("true", Button(card, "Examining…").GetAttribute("aria-disabled"));
        Pbx.Answer();
        card.WaitForAssertion(() => Assert.Contains("All fine", card.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.True(begun.IsOk);
    }

    [Theory]
    [InlineData("Ring", "hangs up at the first ring", DoctorMode.Ring)]
    [InlineData("Answer and tone", "plays a tone", DoctorMode.Tone)]
    public async Task CallToADestination_NeedsAYes(string choice, string consequence, DoctorMode mode)
    {
        var trunk = await MakeTrunkAsync();
        var dialogs = RenderDialogs();
        var card = Open(trunk);
        card.FindAll(".choice").Single(c => c.TextContent.StartsWith(choice, StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        card.Find(".with input[type=text]").Input("200");

        card.Find("form.with").Submit();

        dialogs.WaitForAssertion(() => Assert.Contains(consequence, dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(await Doctor.ListAsync(trunk.Id, 10, Xunit.TestContext.Current.CancellationToken));
        dialogs.Find(".confirm-yes").Click();
        card.WaitForAssertion(() => Assert.Contains("200", card.Find(".reports li").TextContent, StringComparison.Ordinal));
        Assert.Equal((mode, "200"), (await Doctor.ListAsync(trunk.Id, 10, Xunit.TestContext.Current.CancellationToken)).Select(r => (r.Mode, r.Destination)).Single());
    }

    [Fact]
    public async Task WrongDestination_IsSaidAtItsField()
    {
        var card = Open(await MakeTrunkAsync());
        card.Find("form.with").Submit();
        Assert.Contains("Enter a number", card.Find(".with .problem").TextContent, StringComparison.Ordinal);

        card.Find(".with input[type=text]").Input("no number!");
        card.Find("form.with").Submit();

        card.WaitForAssertion(() => Assert.Contains("Enter a number", card.Find(".with .problem").TextContent, StringComparison.Ordinal));
        Assert.Empty(card.FindAll(".alert"));
        card.Find(".with input[type=text]").Input("200");
        Assert.Empty(card.FindAll(".with .problem"));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<DoctorCard> Open(Trunk trunk) => Render<DoctorCard>(p => p.Add(c => c.Trunk, trunk));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DoctorCard> card, string words) =>
        card.WaitForElement("button[data-key=d]") is { } button && button.TextContent.Trim() == words ? button : throw new InvalidOperationException($"The button says '{card.Find("button[data-key=d]").TextContent}'.");
}
