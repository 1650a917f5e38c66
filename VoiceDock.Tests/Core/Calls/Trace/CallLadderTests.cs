using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Trace;

[Trait("Kind", "Unit")]
public sealed class CallLadderTests
{
    private static readonly DateTime Nine = TestLadders.Nine;

    [Fact]
    public void Legs_AreTheCallersFirst_EachWithItsFirstAddress()
    {
        var ladder = TestLadders.Of(
            TestLadders.Message(0, "INVITE sip:200@x", sent: true, leg: "destination 1", transport: "tls"), TestLadders.Message(1, "INVITE sip:200@x"),
            TestLadders.Message(2, "486 Busy Here", leg: "destination 1", remote: "192.0.2.99:5060"));

        Assert.Equal([("caller", "192.0.2.7:40112", "udp"), ("destination 1", "192.0.2.9:5070", "tls")], ladder.Legs.Select(l => (l.Name, l.Remote, l.Transport)));
    }

    [Fact]
    public void Rows_PutTheStepsOfATransferBetweenTheMessages()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Dialing, Nine.AddSeconds(1.5)).WithBusy(Nine.AddSeconds(3.5));
        var ladder = TestLadders.Of(call, TestLadders.Message(1, "ACK sip:200@x"), TestLadders.Message(2, "INVITE sip:201@y", sent: true, leg: "destination 1"),
            TestLadders.Message(3, "486 Busy Here", leg: "destination 1"));

        Assert.Equal(
            ["ACK sip:200@x", "transfer: ann transfers the caller to Sales", "attempt: Attempt 1: 201 at 127.0.0.1:5070 over udp", "INVITE sip:201@y", "486 Busy Here", "transfer_failed: Transfer failed: busy (SIP 486)"],
            ladder.Rows().Select(r => r.Message?.Summary ?? $"{r.Marker!.Kind}: {r.Marker.Text}"));
    }

    [Fact]
    public void ATransferOfTheAssistant_IsItsToolCall()
    {
        var by = new Actor(ActorType.Assistant, "7", "Reception");
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Announcing, Nine, t => t with { RequestedBy = by });

        var mark = TestLadders.Of(call, TestLadders.Message(1, "ACK sip:200@x")).Markers[0];

        Assert.Equal((TraceMarks.ToolCall, "Reception calls its transfer tool: Sales"), (mark.Kind, mark.Text));
    }

    [Fact]
    public void CallWithoutMessages_HasAnEmptyLadder()
    {
        var ladder = CallLadder.Of(TestCalls.New(Nine).WithBusy(Nine), trace: null);

        Assert.Empty(ladder.Rows());
        Assert.Empty(ladder.Legs);
        Assert.False(ladder.Truncated);
    }

    [Fact]
    public void Mermaid_HasOneParticipantPerLeg_AndNoCharacterThatEndsALine()
    {
        var ladder = TestLadders.Of(
            TestLadders.Message(0, "INVITE sip:200@x;user=phone"), TestLadders.Message(1, "180 <b>Ringing</b> #1", sent: true),
            TestLadders.Message(2, "INVITE sip:200@y", sent: true, leg: "destination 1") with { Retransmission = true });

        var lines = LadderMermaid.Write(ladder with { Markers = [new TraceMarker(Nine.AddSeconds(3), "destination 1", TraceMarks.AudioIn, "Audio begins")] }).TrimEnd('\n').Split('\n');

        Assert.Equal(
            [
                "sequenceDiagram",
                "  participant leg0 as caller 192.0.2.7:40112",
                "  participant voicedock as VoiceDock",
                "  participant leg1 as destination 192.0.2.9:5070",
                "  leg0->>voicedock: 09:00:00.123 INVITE sip:200@x#59;user=phone",
                "  voicedock-->>leg0: 09:00:01.123 180 #60;b#62;Ringing#60;/b#62; #35;1",
                "  voicedock->>leg1: 09:00:02.123 INVITE sip:200@y (retransmission)",
                "  Note over voicedock,leg1: 09:00:03.123 Audio begins",
            ],
            lines);
    }

    [Theory]
    [InlineData("a\r\nContent-Length: 999\r\n\r\nfive5", "a\r\nContent-Length: 5\r\n\r\nfive5")]
    [InlineData("a\r\nl : 999\r\nb: c\r\n\r\n", "a\r\nl : 0\r\nb: c\r\n\r\n")]
    [InlineData("a\r\nb: c\r\n\r\nContent-Length: 7", "a\r\nb: c\r\n\r\nContent-Length: 7")]
    [InlineData("a\r\nProxy-Authorization: ***\r\nl: 40\r\n\r\na=crypto:***", "a\r\nProxy-Authorization: Digest ***\r\nl: 19\r\n\r\na=masked-crypto:***")]
    [InlineData("no end of headers\r\nContent-Length: 7", "no end of headers\r\nContent-Length: 7")]
    public void CaptureText_CountsTheBodyAsItIs_AndKeepsTheGrammarOfMaskedLines(string text, string measured) => Assert.Equal(measured, CaptureText.Of(text));
}
