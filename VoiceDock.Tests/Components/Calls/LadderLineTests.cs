using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Core.Calls.Trace;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Detail;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>What the ladder draws of a call.</summary>
[Trait("Kind", "Unit")]
public sealed class LadderLineTests
{
    private static readonly DateTime Nine = TestLadders.Nine;

    [Fact]
    public void Lanes_OfTriesAtTwoAddresses_AreTheCallerUsAndEachAddressOnce()
    {
        var ladder = TestLadders.Of(
            TestLadders.Message(0, "INVITE sip:1@x"),
            TestLadders.Message(1, "INVITE sip:1@y", sent: true, leg: "destination 1"),
            TestLadders.Message(2, "INVITE sip:1@y", sent: true, leg: "destination 2", remote: "192.0.2.10:5070"),
            TestLadders.Message(3, "INVITE sip:1@y", sent: true, leg: "destination 3"));

        var lanes = new LadderLanes(ladder, TestCalls.New(Nine));

        Assert.Equal([("Caller", "192.0.2.7:40112"), ("VoiceDock", "127.0.0.1:5060"), ("Destination", "192.0.2.9:5070"), ("Destination", "192.0.2.10:5070")],
            lanes.All.Select(l => (l.Title, l.Address!)));
        Assert.Equal([0, 2, 3, 2, 1], new[] { "caller", "destination 1", "destination 2", "destination 3", null }.Select(lanes.Of));
    }

    [Fact]
    public void Lane_OfATriedAddress_HasTheTrunksName()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Dialing, Nine);

        var lanes = new LadderLanes(TestLadders.Of(call, TestLadders.Message(1, "INVITE sip:1@y", sent: true, leg: "destination 1", remote: "127.0.0.1:5070")), call);

        Assert.Equal(["Caller", "VoiceDock", "Practice PBX"], lanes.All.Select(l => l.Title));
        Assert.Null(lanes.All[0].Address);
    }

    [Fact]
    public void Lines_CarryTheArrowsWayThePausesAndTheAudioThatFlows()
    {
        var call = TestCalls.New(Nine);
        CallLadder ladder = TestLadders.Of(call, TestLadders.Message(0, "INVITE sip:1@x"), TestLadders.Message(1, "200 OK", sent: true), TestLadders.Message(9, "BYE sip:1@x")) with
        {
            Markers =
            [
                new TraceMarker(Nine.AddSeconds(1.2), "caller", TraceMarks.AudioOut, "out"), new TraceMarker(Nine.AddSeconds(1.4), "caller", TraceMarks.AudioIn, "in"),
                new TraceMarker(Nine.AddSeconds(9.1), "caller", TraceMarks.AudioEnd, "end"), new TraceMarker(Nine.AddSeconds(9.2), null, TraceMarks.Transfer, "note"),
            ],
        };

        var lines = LadderLine.Of(ladder, new LadderLanes(ladder, call));

        Assert.Equal([(0, 1), (1, 0), (1, 0), (0, 1), (0, 1), (0, 1), (1, 1)], lines.Select(l => (l.From, l.To)));
        Assert.Equal(["", "", "0", "0", "0", "", ""], lines.Select(l => string.Join(",", l.Flows)));
        Assert.Equal([4], lines.Select((l, i) => (l.Pause, i)).Where(p => p.Pause is not null).Select(p => p.i));
        Assert.Equal(7, lines.Select(l => l.Key).Distinct().Count());
    }
}
