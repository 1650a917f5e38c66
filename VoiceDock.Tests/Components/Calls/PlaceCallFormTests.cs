using Bunit;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Live;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>The form that places a call; the engine has no audio port, so each call that is placed ends at once.</summary>
[Trait("Kind", "Component")]
public sealed class PlaceCallFormTests : CallsContext
{
    [Fact]
    public async Task Form_OffersNumbersThatCanCall_AndTheNumbersAssistant()
    {
        await Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Night desk" }, TestCalls.Ann, Xunit.TestContext.Current.CancellationToken);
        await Get<NumberStore>().CreateAsync(new NumberInput { PhoneNumber = "+31201234568", Name = "Without a trunk" }, TestCalls.Ann, Xunit.TestContext.Current.CancellationToken);

        var form = Open();

        Assert.Equal(["+31 20 123 4567"], form.FindAll("select")[0].QuerySelectorAll("option").Select(o => o.TextContent));
        Assert.Equal(["Reception", "Night desk"], form.FindAll("select")[1].QuerySelectorAll("option").Select(o => o.TextContent));
        Assert.Equal(Assistant.Id.ToString(), form.FindAll("select")[1].GetAttribute("value"));
    }

    [Fact]
    public async Task Call_IsPlaced_AndTheFormCloses()
    {
        var page = Open();

        page.Find("form.place input").Change("200");
        page.Find("form.place").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form.place")));
        // Its row may have gone with it already: it ended at once.
        var placed = Assert.Single((await Get<CallHistory>().ListAsync(new CallQuery(), Xunit.TestContext.Current.CancellationToken)).Calls);
        Assert.Equal((CallDirection.Outbound, "200"), (placed.Direction, placed.Caller));
    }

    [Fact]
    public void Refusal_IsShown_AndWhatWasTypedStays()
    {
        var page = Open();

        page.Find("form.place input").Change("+31201234567");
        page.Find("form.place").Submit();

        page.WaitForAssertion(() => Assert.Contains("Nobody was called", page.Find("form.place [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("+31201234567", page.Find("form.place input").GetAttribute("value"));
    }

    [Fact]
    public void Nothing_Typed_IsSaid()
    {
        var page = Open();

        page.Find("form.place").Submit();

        Assert.Equal("Enter the number or extension to call.", page.Find("form.place .problem").TextContent);
    }

    [Fact]
    public async Task NoTrunkToCallOver_IsSaid()
    {
        await Get<TrunkStore>().UpdateAsync(Trunk.Id, new TrunkPatch { IsActive = false }, TestCalls.Ann, Xunit.TestContext.Current.CancellationToken);

        var page = Open();

        Assert.Contains("No active number of yours has an active trunk", page.Find("form.place").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form.place [type=submit]"));
    }

    private IRenderedComponent<LiveCallsPage> Open()
    {
        var page = Render<LiveCallsPage>();
        page.Find(".page-head button").Click();
        return page;
    }
}
