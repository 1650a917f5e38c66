using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transactions;

/// <summary>Over TCP and TLS nothing is repeated, and what only absorbs repetitions is over at once (RFC 3261 17, table 4).</summary>
[Trait("Kind", "Unit")]
public sealed class ReliableTransportTests : IDisposable
{
    private readonly TransactionBench _bench = new() { Remote = SipTarget.Tcp(TransactionBench.Peer) };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("INVITE")]
    [InlineData("OPTIONS")]
    public void Unanswered_IsSentOnceAndGivenUpAfter32Seconds(string method)
    {
        _bench.Start(method);
        _bench.Pass(33_000);

        Assert.Equal([(method, 0)], _bench.Wire);
        Assert.Equal("timeout", _bench.Told[0]);
        Assert.InRange(int.Parse(_bench.Told[1]["gone at ".Length..], System.Globalization.CultureInfo.InvariantCulture), 32_000, 32_050);
    }

    [Fact]
    public void Invite_Refused_IsAcknowledgedAndGone()
    {
        _bench.Start("INVITE");
        _bench.Receive(486, "INVITE");
        _bench.Pass(50);

        Assert.Equal(["INVITE", "ACK"], _bench.Wire.Select(w => w.What));
        Assert.Equal("486", _bench.Told[0]);
        Assert.StartsWith("gone at ", _bench.Told[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Answered_IsGone()
    {
        _bench.Start("OPTIONS");
        _bench.Receive(200, "OPTIONS");
        _bench.Pass(50);
        Assert.Equal(0, _bench.Layer.ClientCount);
    }

    [Fact]
    public void RefusalOfTheirInvite_IsSentOnce_AndGoneWithTheAck()
    {
        var invite = TransactionBench.Request("INVITE");
        var transaction = (InviteServerTransaction)_bench.Accept(invite);
        _bench.Respond(transaction, invite, 486);
        _bench.Pass(10_000);
        Assert.Equal(["486"], _bench.Wire.Select(w => w.What));

        _bench.Strand.Run(transaction.OnAck);
        _bench.Pass(50);

        Assert.Equal(0, _bench.Layer.ServerCount);
    }

    [Fact]
    public void AnswerToTheirOptions_EndsIt()
    {
        var options = TransactionBench.Request("OPTIONS");
        _bench.Respond(_bench.Accept(options), options, 200);
        _bench.Pass(50);
        Assert.Equal(0, _bench.Layer.ServerCount);
    }

    [Fact]
    public void ResponseOverAnotherTransport_IsNobodys()
    {
        _bench.Start("OPTIONS");
        Assert.False(_bench.Layer.Receive(TransactionBench.Request("OPTIONS").CreateResponse(200, null, "b"), SipTarget.Udp(TransactionBench.Peer)));
        Assert.Empty(_bench.Told);
    }

    [Fact]
    public void ConnectionThatBreaks_TakesTheRequestOnceMore_NotTwice()
    {
        var transaction = _bench.Start("OPTIONS");
        var broken = new TransportFault(TransportFaultKind.Broken, "closed");
        _bench.Strand.Run(() => transaction.OnUnreachable(broken));
        Assert.Equal(["OPTIONS", "OPTIONS again"], _bench.Wire.Select(w => w.What));

        _bench.Strand.Run(() => transaction.OnUnreachable(broken));
        Assert.Equal("unreachable", _bench.Told[0]);
    }
}
