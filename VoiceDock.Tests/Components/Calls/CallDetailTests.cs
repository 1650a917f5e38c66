using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Detail;
using VoiceDock.Web.Calls.History;

namespace VoiceDock.Tests.Components.Calls;

[Trait("Kind", "Component")]
public sealed class CallDetailTests : CallsContext
{
    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Page_UnknownCall_SaysSoAndShowsAWayOn()
    {
        var page = Render<CallPage>(p => p.Add(c => c.Id, Guid.NewGuid()));

        page.WaitForAssertion(() => Assert.Equal("There is no call with this id", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public void Page_EndedCall_ShowsWhatHappenedWithoutButtons()
    {
        var call = TestCalls.New(Nine).WithBusy(Nine.AddSeconds(5)).Over(CallEndReasons.Caller, Nine.AddSeconds(65));
        Store(call);

        var page = Render<CallPage>(p => p.Add(c => c.Id, call.Id));

        page.WaitForAssertion(() => Assert.Contains("Transfer failed: busy", page.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.Contains("201 is busy.", page.Find(".table.cards").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".go"));
    }

    [Fact]
    public void Page_LiveCall_FollowsItAndOffersTheSameActions()
    {
        var line = Call();
        var page = Render<CallPage>(p => p.Add(c => c.Id, Feed.Live.Single().Id));
        page.WaitForAssertion(() => Assert.False(page.Find(".go").HasAttribute("disabled")));

        line.CallerHangsUp();

        page.WaitForAssertion(() => Assert.Contains("The caller hung up.", page.Find(".timeline").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_AFailureAndARetransmission_AreMarkedAndOpenOnClick()
    {
        var call = TestCalls.New(Nine).WithBusy(Nine.AddSeconds(5)).Over(CallEndReasons.Caller, Nine.AddSeconds(65));
        Store(call);
        Trace(call.Id, Message(1, "INVITE sip:201@pbx", sent: true), Message(2, "INVITE sip:201@pbx", sent: true, again: true), Message(3, "486 Busy Here"));

        var page = Render<CallPage>(p => p.Add(c => c.Id, call.Id));

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".message").Count));
        Assert.Equal(["sent", "thin", "failure"], page.FindAll(".message").Select(m => m.ClassName!.Split(' ')[^1]));
        page.Find(".failure .head").Click();
        page.WaitForAssertion(() => Assert.Contains("Reason-Phrase of 486 Busy Here", page.Find(".failure pre").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void History_FilterOfTheAddress_ShowsOnlyThoseCalls()
    {
        Store(
            TestCalls.New(Nine, "+31611111111").Over(CallEndReasons.Caller, Nine.AddSeconds(65)),
            TestCalls.New(Nine, "+31622222222").WithBusy(Nine.AddSeconds(5)).Over(CallEndReasons.Caller, Nine.AddSeconds(65)));
        var history = Render<HistoryPage>();
        history.WaitForAssertion(() => Assert.Equal(2, history.FindAll("tbody tr").Count));

        history.Find("input[type=checkbox]").Change(true);

        history.WaitForAssertion(() => Assert.Contains("+31 6 22222222", history.FindAll("tbody tr").Single().TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/history?failed=1", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("/history/export.csv?failed=1", history.Find("a[download]").GetAttribute("href"));

        history.Find("#find").Change("nobody");
        history.WaitForAssertion(() => Assert.Equal("No call matches", history.Find(".empty h2").TextContent));
    }

    private static TraceMessage Message(int second, string summary, bool sent = false, bool again = false) =>
        new(Nine.AddSeconds(second), "destination 1", sent, again, "udp", "127.0.0.1:5060", "127.0.0.1:5070", "one@127.0.0.1", summary, $"{summary}\r\nReason-Phrase of {summary}\r\n");
}
