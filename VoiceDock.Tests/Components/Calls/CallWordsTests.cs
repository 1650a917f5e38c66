using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls;
using VoiceDock.Web.Calls.Detail;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Calls;

[Trait("Kind", "Unit")]
public sealed class CallWordsTests
{
    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void EveryReason_OfATransfer_HasAShortTitle() =>
        Assert.All(TransferReasons.All, r => Assert.NotEqual(r.Slug.Replace('_', ' '), TransferWords.Reason(r.Slug)));

    [Theory]
    [InlineData("+31612345678", "+31 6 12345678")]
    [InlineData("201", "201")]
    [InlineData(null, "Withheld")]
    public void Caller_IsShownAsPeopleReadIt(string? caller, string shown) => Assert.Equal(shown, CallWords.Caller(TestCalls.New(Nine) with { Caller = caller }));

    [Theory]
    [InlineData(0, 100, 0, false, "no audio yet")]
    [InlineData(100, 100, 0, false, "clear · loss 0.0 % · jitter 3 ms")]
    [InlineData(100, 100, 100, false, "poor · loss 50.0 % · jitter 3 ms")]
    [InlineData(100, 100, 0, true, "one-way: we hear nothing · loss 0.0 % · jitter 3 ms")]
    public void Quality_InWords_SaysWhatTheBarsShow(long packetsIn, long packetsOut, long lost, bool oneWay, string words) =>
        Assert.Equal(words, QualityWords.Long(new LegQuality(packetsIn, packetsOut, lost, 3.2, oneWay)));

    [Theory]
    [InlineData(4.28, 24.4, "clear · MOS 4.3 · loss 0.0 % · jitter 3 ms · round trip 24 ms")]
    [InlineData(3.9, null, "good · MOS 3.9 · loss 0.0 % · jitter 3 ms")]
    [InlineData(3.2, 600.0, "choppy · MOS 3.2 · loss 0.0 % · jitter 3 ms · round trip 600 ms")]
    [InlineData(2.0, null, "poor · MOS 2.0 · loss 0.0 % · jitter 3 ms")]
    public void Quality_WithMosAndRoundTrip_TellsThemAsFarAsKnown(double mos, double? roundTripMs, string words) =>
        Assert.Equal(words, QualityWords.Long(new LegQuality(100, 100, 0, 3.2, false) { Mos = mos, RoundTripMs = roundTripMs }));

    [Fact]
    public void Holder_OfAConnectedTransfer_IsTheDestination()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Connected, Nine);

        Assert.Equal(new CallHolder("Sales", "201 over Practice PBX", IsDestination: true), CallWords.Holder(call));
    }

    [Fact]
    public void Timeline_OfAFailedTransfer_TellsTheStepsInOrderAndTheReason()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Dialing, Nine.AddSeconds(10)).WithBusy(Nine.AddSeconds(12)).Over(CallEndReasons.Caller, Nine.AddSeconds(20));

        var timeline = CallTimeline.Of(call);

        Assert.Equal(
            ["Call arrived", "Answered by Reception", "Transfer to Sales", "Dialed 201", "Transfer failed: busy", "The caller hung up."],
            timeline.Select(e => e.Text));
        Assert.Equal(("SIP 486 Busy Here", Tone.Down), (timeline[4].Sip, timeline[4].Tone));
    }

    [Fact]
    public void Timeline_OfAConnectedTransfer_SaysHowLongTheySpoke()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Connected, Nine.AddSeconds(10)).WithTransfer(TransferState.Completed, Nine.AddSeconds(75));

        Assert.Equal("They spoke for 1:05.", CallTimeline.Of(call)[^1].Detail);
    }

    [Theory]
    [InlineData("486 Busy Here", true)]
    [InlineData("SIP/2.0 503 Service Unavailable", true)]
    [InlineData("401 Unauthorized", false)]
    [InlineData("487 Request Terminated", false)]
    [InlineData("200 OK", false)]
    [InlineData("INVITE sip:486@pbx SIP/2.0", false)]
    public void Message_Failure_IsAFinalAnswerThatIsNeitherChallengeNorOurCancel(string summary, bool failure) =>
        Assert.Equal(failure, TraceWords.IsFailure(Message(summary)));

    [Fact]
    public void Messages_AsText_CarryDirectionTimeAndWholeText()
    {
        var text = LadderText.Write(CallLadder.Of(TestCalls.New(Nine), new CallTrace(Guid.Empty, [Message("486 Busy Here")], Truncated: true)));

        Assert.StartsWith("--- 2026-11-03T09:00:00.000Z from destination (udp 127.0.0.1:5060 <- 127.0.0.1:5070)\n486 Busy Here\nVia: x\n\n", text, StringComparison.Ordinal);
        Assert.EndsWith("later messages are missing.\n", text, StringComparison.Ordinal);
    }

    private static TraceMessage Message(string summary) =>
        new(Nine, "destination 1", Sent: false, Retransmission: false, "udp", "127.0.0.1:5060", "127.0.0.1:5070", "id", summary, summary + "\r\nVia: x\r\n\r\n");
}
