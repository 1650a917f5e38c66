using Bunit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Live;

namespace VoiceDock.Tests.Components.Calls;

[Trait("Kind", "Component")]
public sealed class LiveCallsPageTests : CallsContext
{
    [Fact]
    public void Page_WithoutCalls_SaysWhatItIsFor()
    {
        var page = Render<LiveCallsPage>();

        Assert.Equal("No call at the moment", page.Find(".empty h2").TextContent);
        Assert.Empty(page.FindAll("[data-row]"));
    }

    [Fact]
    public void Page_CallArrives_ShowsWhoCallsWhomAndWhoHasTheCall()
    {
        var page = Render<LiveCallsPage>();

        Call();

        page.WaitForAssertion(() => Assert.Equal("With assistant", Chip(page)));
        Assert.Contains("+31 6 12345678", page.Find(".caller").TextContent, StringComparison.Ordinal);
        Assert.Contains("+31 20 123 4567", page.Find(".called").TextContent, StringComparison.Ordinal);
        Assert.Contains("Reception", page.Find(".holder").TextContent, StringComparison.Ordinal);
        Assert.Contains("With assistant", page.Find("[role=status]").TextContent + page.Find("[data-row]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_CallerHangsUp_KeepsTheRowWithItsReasonAndTakesTheButtons()
    {
        var page = Render<LiveCallsPage>();
        var line = Call();
        page.WaitForElement(".go");

        line.CallerHangsUp();

        page.WaitForAssertion(() => Assert.Equal("The caller hung up.", page.Find(".why").TextContent));
        Assert.Empty(page.FindAll(".do button"));
        Assert.Equal("Ended", Chip(page));
    }

    [Fact]
    public void Form_Opened_OffersTheAssistantsDestinationsFirstAndNamesTheTrunk()
    {
        var page = OpenForm(out _);

        Assert.Equal(["Front desk", "Sales"], page.FindAll(".choice .name").Select(n => n.TextContent));
        Assert.True(page.FindAll("input[type=radio]")[0].HasAttribute("checked"));
        Assert.Equal("One moment, please.", page.Find("textarea").GetAttribute("value"));
        Assert.Contains("Office PBX", page.Find(".via").TextContent, StringComparison.Ordinal);
        Assert.Equal("Transfer to 200", page.Find("form button[type=submit]").TextContent.Trim());
    }

    [Fact]
    public void Form_AnotherDestinationChosen_TakesItsMessageUnlessOneWasTyped()
    {
        var page = OpenForm(out _);

        page.FindAll("input[type=radio]")[1].Change(true);
        page.WaitForAssertion(() => Assert.Equal("", page.Find("textarea").GetAttribute("value")));

        page.Find("textarea").Change("Hold on.");
        page.FindAll("input[type=radio]")[0].Change(true);
        page.WaitForAssertion(() => Assert.Equal("Hold on.", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public async Task Form_NumberWithoutTrunk_SaysWhatToDoAndStartsNothing()
    {
        await Get<NumberStore>().UpdateAsync(Number.Id, new NumberPatch { TransferTrunkId = new Optional<Guid?>(null) }, TestCalls.Ann, Xunit.TestContext.Current.CancellationToken);

        var page = OpenForm(out _);

        Assert.Contains("has no transfer trunk", page.Find("form .alert").TextContent, StringComparison.Ordinal);
        Assert.Equal("/numbers", page.Find("form .alert a").GetAttribute("href"));
        Assert.True(page.Find("form button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void Form_MistypedNumber_SaysSoAndKeepsIt()
    {
        var page = OpenForm(out var line);
        page.Find("input.input").Change("+31 12");

        page.Find("form").Submit();

        Assert.StartsWith("Enter a number", page.WaitForElement(".problem").TextContent, StringComparison.Ordinal);
        Assert.Equal("+31 12", page.Find("input.input").GetAttribute("value"));
        Assert.Empty(line.Dialled);
    }

    [Fact]
    public void Form_RefusedByTheDesk_ShowsTheReasonInPlace()
    {
        var page = OpenForm(out var line);
        page.Find("input.input").Change(Number.PhoneNumber);

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("would come straight back", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(line.Dialled);
    }

    [Fact]
    public void Transfer_ToItsEnd_FillsTheLineAndShowsWhoHasTheCall()
    {
        var page = OpenForm(out var line);

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(("Dialing", "Dialing"), (Chip(page), page.Find("[aria-current=step]").TextContent.Trim())));
        Assert.Empty(page.FindAll("form"));
        Assert.Contains("200 over Office PBX", page.Find(".strip").TextContent, StringComparison.Ordinal);

        line.Rings();
        page.WaitForAssertion(() => Assert.Equal("Ringing", page.Find("[aria-current=step]").TextContent.Trim()));

        line.Answers();
        page.WaitForAssertion(() => Assert.Equal("Connected", Chip(page)));
        Assert.Contains("Front desk", page.Find(".holder").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".cancel"));
        Assert.Equal("ann", Feed.Live.Single().Transfers.Single().RequestedBy.Name);
    }

    [Fact]
    public void Transfer_ToBusyExtension_ShowsTheReasonAndRetryDialsAgainAtOnce()
    {
        var page = OpenForm(out var line);
        page.Find("form").Submit();
        page.WaitForElement(".strip");
        page.WaitForState(() => line.Dialled.Count == 1);

        line.Refuses(486, "Busy Here");
        page.WaitForAssertion(() => Assert.Equal("Transfer failed", Chip(page)));
        Assert.Equal("Busy", page.Find(".verdict strong").TextContent);
        Assert.Equal("SIP 486 Busy Here", page.Find(".sip").TextContent);

        Button(page, "Retry").Click();
        page.WaitForState(() => line.Dialled.Count == 2);
        page.WaitForAssertion(() => Assert.Equal("Dialing", Chip(page)));
    }

    [Fact]
    public void Transfer_FailedThenAnotherDestination_OpensTheForm()
    {
        var page = OpenForm(out var line);
        page.Find("form").Submit();
        page.WaitForState(() => line.Dialled.Count == 1);
        line.Refuses(603, "Decline");
        page.WaitForElement(".verdict");

        Button(page, "Another destination").Click();

        page.WaitForElement("form.transfer");
        Assert.Empty(page.FindAll(".strip"));
    }

    [Fact]
    public void Transfer_Cancelled_HangsUpTheFarLegAndLeavesTheCaller()
    {
        var page = OpenForm(out var line);
        page.Find("form").Submit();
        page.WaitForState(() => line.Dialled.Count == 1);
        line.Rings();
        page.WaitForAssertion(() => Assert.False(page.Find(".cancel").HasAttribute("disabled")));

        page.Find(".cancel").Click();

        page.WaitForAssertion(() => Assert.Equal("With assistant", Chip(page)));
        Assert.True(line.Dialled[0].HungUp);
        Assert.False(line.Caller.HungUp);
        Assert.Contains("Cancelled", page.Find(".strip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Connected_TakenBack_TheCallerIsWithTheAssistantAndTheFormOpensAgain()
    {
        var page = OpenForm(out var line);
        page.Find("form").Submit();
        page.WaitForState(() => line.Dialled.Count == 1);
        line.Answers();

        page.WaitForElement("button.back").Click();

        page.WaitForAssertion(() => Assert.Equal("With assistant", Chip(page)));
        Assert.Contains("Taken back", page.Find(".strip").TextContent, StringComparison.Ordinal);
        Assert.Equal((true, false), (line.Dialled[0].HungUp, line.Caller.HungUp));
        page.Find(".go").Click();
        page.WaitForElement("form.transfer");
    }

    [Fact]
    public void Hold_Pressed_ShowsTheCallOnHoldAndTheButtonGoesOn()
    {
        var page = Render<LiveCallsPage>();
        Call();
        page.WaitForElement("button[data-key=h]").Click();

        page.WaitForAssertion(() => Assert.Equal("On hold", Chip(page)));
        Assert.Contains("On hold", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Resume", page.Find("button[data-key=h]").GetAttribute("aria-label"));
        Assert.False(page.Find(".go").HasAttribute("disabled"));

        page.Find("button[data-key=h]").Click();
        page.WaitForAssertion(() => Assert.Equal("With assistant", Chip(page)));
        Assert.Equal("Hold", page.Find("button[data-key=h]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Hold_AndSay_AreThereOnlyWhileTheCallerIsWithTheAssistant()
    {
        var page = OpenForm(out var line);

        page.Find("form").Submit();
        page.WaitForState(() => line.Dialled.Count == 1);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[data-key=h], button[data-key=s]")));
        line.Answers();

        page.WaitForElement("button.back");
        Assert.Empty(page.FindAll("button[data-key=h], button[data-key=s]"));
    }

    [Fact]
    public void Say_Sent_ClosesTheFieldAndWithEndAfterEndsTheCall()
    {
        var page = OpenSay();
        page.Find("form.say").Submit();
        Assert.StartsWith("Enter what", page.WaitForElement(".problem").TextContent, StringComparison.Ordinal);
        page.Find("form.say .input").Change("One moment, please.");

        page.Find("form.say").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form.say")));
        Assert.Equal("With assistant", Chip(page));
        page.Find("button[data-key=s]").Click();
        page.WaitForElement("form.say .input").Change("Goodbye.");
        page.Find("form.say input[type=checkbox]").Change(true);
        page.Find("form.say").Submit();
        page.WaitForAssertion(() => Assert.Equal("An operator ended the call.", page.Find(".why").TextContent));
    }

    [Fact]
    public void Say_Refused_ShowsTheReasonAndKeepsTheText()
    {
        Feed.Publish(TestCalls.New(DateTime.UtcNow, numberId: Number.Id, assistantId: Assistant.Id));
        var page = Render<LiveCallsPage>();
        page.Find("button[data-key=s]").Click();
        page.WaitForElement("form.say .input").Change("Hello?");

        page.Find("form.say").Submit();

        page.WaitForAssertion(() => Assert.Contains("It was not said", page.Find("form.say [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Hello?", page.Find("form.say .input").GetAttribute("value"));
        page.Find(".go").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form.say")));
        Assert.Single(page.FindAll("form.transfer"));
    }

    [Fact]
    public void TakeBack_OfACallThatIsGone_ShowsTheRefusalInPlace()
    {
        Feed.Publish(TestCalls.New(DateTime.UtcNow, numberId: Number.Id, assistantId: Assistant.Id).WithTransfer(TransferState.Connected, DateTime.UtcNow));
        var page = Render<LiveCallsPage>();

        page.Find("button.back").Click();

        page.WaitForAssertion(() => Assert.Contains("The caller was not taken back", page.Find(".refused").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void End_Asked_NamesTheCallerAndEndsOnlyWhenSaidYes()
    {
        var dialogs = RenderDialogs();
        var page = Render<LiveCallsPage>();
        Call();
        page.WaitForElement("button.end").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("+31 6 12345678 is disconnected at once.", dialogs.Find(".confirm-text").TextContent, StringComparison.Ordinal));

        dialogs.Find(".confirm-no").Click();
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".confirm-text")));
        Assert.Equal(CallState.InProgress, Feed.Live.Single().State);

        page.Find("button.end").Click();
        dialogs.WaitForElement(".confirm-yes").Click();
        page.WaitForAssertion(() => Assert.Equal("An operator ended the call.", page.Find(".why").TextContent));
    }

    [Fact]
    public void Command_OnACallThatIsGone_ShowsTheRefusalInPlace()
    {
        // A call the feed shows and nobody carries: the way a command meets a call that ended in the same moment.
        Feed.Publish(TestCalls.New(DateTime.UtcNow, numberId: Number.Id, assistantId: Assistant.Id).WithTransfer(TransferState.Dialing, DateTime.UtcNow));
        var page = Render<LiveCallsPage>();

        page.Find(".cancel").Click();

        page.WaitForAssertion(() => Assert.Contains("The transfer was not cancelled", page.Find(".refused").TextContent, StringComparison.Ordinal));
        Button(page, "Close").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".refused")));
    }

    private IRenderedComponent<LiveCallsPage> OpenForm(out FakeLine line)
    {
        var page = Render<LiveCallsPage>();
        line = Call();
        page.WaitForAssertion(() => Assert.False(page.Find(".go").HasAttribute("disabled")));
        page.Find(".go").Click();
        page.WaitForElement("form.transfer");
        return page;
    }

    private IRenderedComponent<LiveCallsPage> OpenSay()
    {
        var page = Render<LiveCallsPage>();
        Call();
        page.WaitForElement("button[data-key=s]").Click();
        page.WaitForElement("form.say");
        return page;
    }

    private static string Chip(IRenderedComponent<LiveCallsPage> page) => page.Find(".state .chip").TextContent.Trim();

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<LiveCallsPage> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
