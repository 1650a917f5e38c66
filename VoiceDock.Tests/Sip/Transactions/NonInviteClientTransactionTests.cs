namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class NonInviteClientTransactionTests : IDisposable
{
    private readonly TransactionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Trying_NoResponse_RetransmitsUpToT2AndTimesOutAfter64T1()
    {
        _bench.Start("OPTIONS");

        _bench.Pass(33_000);

        Assert.Equal([0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500], _bench.Wire.Select(w => w.At));
        Assert.Equal(["timeout", "gone at 32000"], _bench.Told);
    }

    [Fact]
    public void Proceeding_RetransmitsEveryT2AndStillTimesOut()
    {
        _bench.Start("OPTIONS");
        _bench.Receive(100, "OPTIONS");

        _bench.Pass(33_000);

        Assert.Equal([0, 500, 4_500, 8_500, 12_500, 16_500, 20_500, 24_500, 28_500], _bench.Wire.Select(w => w.At));
        Assert.Equal(["100", "timeout", "gone at 32000"], _bench.Told);
    }

    [Fact]
    public void Completed_AbsorbsRepeatsForT4()
    {
        _bench.Start("OPTIONS");
        _bench.Receive(200, "OPTIONS");
        _bench.Receive(200, "OPTIONS");
        _bench.Pass(5_100);

        Assert.Single(_bench.Wire);
        Assert.Equal(["200", "gone at 5000"], _bench.Told);
        Assert.Equal((0, 0, 0), (_bench.Layer.ClientCount, _bench.Wheel.Count, _bench.Expected));
    }

    [Fact]
    public void Response_OfAnotherMethodWithTheSameBranch_IsNotItsOwn()
    {
        _bench.Start("CANCEL");

        Assert.False(_bench.Receive(200, "INVITE"));
        Assert.Empty(_bench.Told);
    }
}
