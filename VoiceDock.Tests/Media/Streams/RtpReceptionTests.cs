using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Tests.Media.Streams;

[Trait("Kind", "Unit")]
public sealed class RtpReceptionTests
{
    private readonly RtpReception _reception = new();

    [Fact]
    public void Lost_GapsDuplicatesAndWrap_AreCountedAsRfc3550Asks()
    {
        foreach (var n in new[] { 65534, 65535, 2, 3, 5, 4, 5, 10 }) Judge(n);
        Assert.Equal(8, _reception.Received);
        Assert.Equal((65536 + 10) - 65534 + 1 - 8, _reception.Lost);
    }

    [Fact]
    public void Judge_EachPlaceInTheStream_IsTold()
    {
        Assert.Equal(Arrival.NewStream, Judge(100));
        Assert.Equal(Arrival.InOrder, Judge(101));
        Assert.Equal(Arrival.InOrder, Judge(104));
        Assert.Equal(Arrival.Late, Judge(102));
        Assert.Equal(Arrival.Duplicate, Judge(102));
        Assert.Equal(Arrival.Duplicate, Judge(104));
        Assert.Equal(Arrival.NewStream, Judge(9, ssrc: 2));
    }

    [Fact]
    public void Judge_LargeJump_CountsOnlyWhenTheNextFollows()
    {
        Judge(100);
        Assert.Equal(Arrival.Jump, Judge(20_000));
        Assert.Equal(Arrival.InOrder, Judge(101));
        Assert.Equal(Arrival.Jump, Judge(30_000));
        Assert.Equal(Arrival.NewStream, Judge(30_001));
        Assert.Equal(Arrival.InOrder, Judge(30_002));
        Assert.Equal(0, _reception.Lost);
    }

    [Fact]
    public void Lost_AcrossStreams_Adds()
    {
        foreach (var n in new[] { 1, 2, 4 }) Judge(n);
        foreach (var n in new[] { 1000, 1005 }) Judge(n, ssrc: 2);
        Assert.Equal(1 + 4, _reception.Lost);
    }

    [Fact]
    public void Jitter_FollowsTheFormulaOfA8()
    {
        double[] arrivals = [0, 160, 340, 470, 640, 830];
        var jitter = 0.0;
        for (var i = 0; i < arrivals.Length; i++)
        {
            Assert.True(_reception.Time((uint)(4_294_967_290 + (160L * i)), 1_000_000 + arrivals[i]));
            if (i > 0) jitter += (Math.Abs(arrivals[i] - arrivals[i - 1] - 160) - jitter) / 16;
        }

        Assert.Equal(jitter / 8, _reception.JitterMs, 9);
        Assert.InRange(_reception.JitterMs, 0.5, 1.5);
    }

    [Fact]
    public void Time_ClockSetAnew_IsToldAndDoesNotCountAsJitter()
    {
        _reception.Time(1000, 0);
        Assert.True(_reception.Time(1160, 160));
        Assert.False(_reception.Time(900_000, 320));
        Assert.True(_reception.Time(900_160, 480));
        Assert.Equal(0, _reception.JitterMs);
    }

    private Arrival Judge(int sequence, uint ssrc = 1) =>
        _reception.Judge(new RtpHeader(false, 0, (ushort)sequence, (uint)sequence * 160, ssrc, 12, 160));
}
