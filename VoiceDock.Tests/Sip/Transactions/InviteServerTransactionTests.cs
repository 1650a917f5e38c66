using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class InviteServerTransactionTests : IDisposable
{
    private readonly TransactionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Proceeding_RepeatDrawsTheLatestProvisional()
    {
        var (request, transaction) = Accept();
        Repeat(transaction);
        _bench.Respond(transaction, request, 100);
        _bench.Respond(transaction, request, 180);
        Repeat(transaction);

        Assert.Equal(["100", "180", "180 again"], _bench.Wire.Select(w => w.What));
    }

    [Fact]
    public void Completed_WithoutAck_RepeatsUpToT2AndGivesUp()
    {
        var (request, transaction) = Accept();
        _bench.Respond(transaction, request, 486);

        _bench.Pass(33_000);

        Assert.Equal([0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500], _bench.Wire.Select(w => w.At));
        Assert.Equal(["gone at 32000"], _bench.Told);
        Assert.Equal((0, 0), (_bench.Layer.ServerCount, _bench.Wheel.Count));
    }

    [Fact]
    public void Confirmed_ByTheAck_AbsorbsAckAndInviteForT4()
    {
        var (request, transaction) = Accept();
        _bench.Respond(transaction, request, 486);
        Repeat(transaction);
        _bench.Strand.Run(transaction.OnAck);
        _bench.Strand.Run(transaction.OnAck);
        Repeat(transaction);
        _bench.Pass(5_100);

        Assert.Equal(["486", "486 again"], _bench.Wire.Select(w => w.What));
        Assert.Equal(["gone at 5000"], _bench.Told);
    }

    [Fact]
    public void Accepted_AbsorbsTheInviteAndLeavesRepeatingToTheUser()
    {
        var (request, transaction) = Accept();
        _bench.Respond(transaction, request, 200);
        Repeat(transaction);
        _bench.Respond(transaction, request, 486);
        _bench.Strand.Run(transaction.RepeatSuccess);
        _bench.Pass(32_100);

        Assert.Equal(["200", "200 again"], _bench.Wire.Select(w => w.What));
        Assert.Equal(["gone at 32000"], _bench.Told);
    }

    [Fact]
    public void Key_AckAndCancelLeadToTheInvite()
    {
        var (_, transaction) = Accept();

        Assert.Same(transaction, _bench.Layer.FindServer(TransactionKey.ForRequest(TransactionBench.Request("ACK"))));
        Assert.Same(transaction, _bench.Layer.FindServer(TransactionKey.ForCancelled(TransactionBench.Request("CANCEL"))));
        Assert.Null(_bench.Layer.FindServer(TransactionKey.ForRequest(TransactionBench.Request("CANCEL"))));
        Assert.Null(_bench.Layer.FindServer(TransactionKey.ForRequest(TransactionBench.Request("INVITE", "z9hG4bK2"))));
    }

    [Fact]
    public void Key_OfAnOldPeerWithoutCookie_IsMadeOfTheWholeRequest()
    {
        var first = TransactionBench.Request("INVITE", "1");
        var other = TransactionBench.Request("INVITE", "1");
        other.CallId = "another";

        Assert.Equal(TransactionKey.ForRequest(first), TransactionKey.ForRequest(TransactionBench.Request("INVITE", "1")));
        Assert.NotEqual(TransactionKey.ForRequest(first), TransactionKey.ForRequest(other));
    }

    [Fact]
    public void SameRequest_AnotherBranch_IsMerged()
    {
        Accept();

        Assert.False(_bench.Layer.IsMerged(TransactionBench.Request("INVITE")));
        Assert.True(_bench.Layer.IsMerged(TransactionBench.Request("INVITE", "z9hG4bK2")));
    }

    private (SipRequest Request, InviteServerTransaction Transaction) Accept()
    {
        var request = TransactionBench.Request("INVITE");
        return (request, (InviteServerTransaction)_bench.Accept(request));
    }

    private void Repeat(ServerTransaction transaction) => _bench.Strand.Run(transaction.OnRetransmission);
}
