namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class NonInviteServerTransactionTests : IDisposable
{
    private readonly TransactionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Repeat_IsIgnoredUntilAnsweredThenDrawsTheAnswer()
    {
        var request = TransactionBench.Request("BYE");
        var transaction = _bench.Accept(request);
        _bench.Strand.Run(transaction.OnRetransmission);
        _bench.Respond(transaction, request, 200);
        _bench.Respond(transaction, request, 500);
        _bench.Strand.Run(transaction.OnRetransmission);
        _bench.Pass(32_100);

        Assert.Equal(["200", "200 again"], _bench.Wire.Select(w => w.What));
        Assert.Equal(["gone at 32000"], _bench.Told);
        Assert.Equal((0, 0), (_bench.Layer.ServerCount, _bench.Wheel.Count));
    }
}
