using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class InviteClientTransactionTests : IDisposable
{
    private readonly TransactionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Calling_NoResponse_RetransmitsDoublingAndTimesOutAfter64T1()
    {
        _bench.Start("INVITE");

        _bench.Pass(33_000);

        Assert.Equal([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500], _bench.Wire.Select(w => w.At));
        Assert.Equal("INVITE", _bench.Wire[0].What);
        Assert.All(_bench.Wire.Skip(1), w => Assert.Equal("INVITE again", w.What));
        Assert.Equal(["timeout", "gone at 32000"], _bench.Told);
        Assert.Equal((0, 0, 0), (_bench.Layer.ClientCount, _bench.Wheel.Count, _bench.Expected));
    }

    [Fact]
    public void Proceeding_NeitherRetransmitsNorTimesOut()
    {
        _bench.Start("INVITE");
        Assert.True(_bench.Receive(100, "INVITE"));
        Assert.True(_bench.Receive(180, "INVITE"));

        _bench.Pass(120_000);

        Assert.Single(_bench.Wire);
        Assert.Equal(["100", "180"], _bench.Told);
        Assert.Equal((1, 0), (_bench.Layer.ClientCount, _bench.Wheel.Count));
    }

    [Fact]
    public void Failure_IsAcknowledgedOnItsOwnHopAndRepeatsDrawTheAckOnly()
    {
        _bench.Start("INVITE");
        _bench.Receive(486, "INVITE");
        _bench.Receive(486, "INVITE");

        Assert.Equal(["INVITE", "ACK", "ACK again"], _bench.Wire.Select(w => w.What));
        Assert.Equal(["486"], _bench.Told);
        var ack = _bench.Texts[1];
        Assert.StartsWith("ACK sip:200@pbx SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1;rport\r\n", ack, StringComparison.Ordinal);
        Assert.Contains("\r\nTo: <sip:200@pbx>;tag=b\r\n", ack);
        Assert.Contains("\r\nCSeq: 7 ACK\r\n", ack);
        Assert.Contains("\r\nRoute: <sip:127.0.0.1:5060;lr>\r\n", ack);

        _bench.Pass(32_100);
        Assert.Equal(["486", "gone at 32000"], _bench.Told);
    }

    [Fact]
    public void Success_EveryRepeatReachesTheUserUntilTimerM()
    {
        _bench.Start("INVITE");
        _bench.Receive(180, "INVITE");
        _bench.Receive(200, "INVITE");
        _bench.Receive(200, "INVITE", "another-fork");
        _bench.Receive(486, "INVITE");
        _bench.Pass(31_990);
        Assert.True(_bench.Receive(200, "INVITE"));
        _bench.Pass(20);

        Assert.Equal(["180", "200", "200", "200", "gone at 32000"], _bench.Told);
        Assert.Single(_bench.Wire);
        Assert.False(_bench.Receive(200, "INVITE"));
    }

    [Fact]
    public void Unreachable_BeforeAnyResponse_EndsIt()
    {
        var transaction = _bench.Start("INVITE");
        _bench.Strand.Run(() => transaction.OnUnreachable(TransportFault.Unreachable(TransactionBench.Peer)));

        Assert.Equal(["unreachable", "gone at 0"], _bench.Told);
        _bench.Pass(1_000);
        Assert.Single(_bench.Wire);
    }

    [Fact]
    public void Unreachable_AfterAResponse_IsIgnored()
    {
        var transaction = _bench.Start("INVITE");
        _bench.Receive(100, "INVITE");
        _bench.Strand.Run(() => transaction.OnUnreachable(TransportFault.Unreachable(TransactionBench.Peer)));

        Assert.Equal(["100"], _bench.Told);
    }

    [Fact]
    public void Send_RefusedBySystem_IsUnreachable()
    {
        _bench.CanSend = false;
        _bench.Start("INVITE");

        Assert.Equal(["unreachable", "gone at 0"], _bench.Told);
        Assert.Equal((0, 0), (_bench.Layer.ClientCount, _bench.Wheel.Count));
    }
}
