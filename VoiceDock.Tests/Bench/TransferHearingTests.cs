using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>The quick form of <see cref="TransferHearingBench"/>: every moment is found on the wire, and none is ten times what is promised.</summary>
[Trait("Kind", "Sip")]
public sealed class TransferHearingTests
{
    private const double MostGapMs = 410;
    private const double MostWaitMs = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connecting_LeavesTheCallerNoLongGap(bool early)
    {
        await using var listener = await StartAsync();
        Assert.All(await listener.GapsAsync(2, early), ms => Assert.InRange(ms, 0, MostGapMs));
    }

    [Fact]
    public async Task Refused_TheCallerSoonHearsWhy()
    {
        await using var listener = await StartAsync();
        Assert.All(await listener.RefusedAsync(2), ms => Assert.InRange(ms, 0, MostWaitMs));
    }

    [Fact]
    public async Task Unanswered_TheCallerSoonHearsWhy()
    {
        await using var listener = await StartAsync();
        Assert.All(await listener.UnansweredAsync(2), ms => Assert.InRange(ms, 0, MostWaitMs));
    }

    [Fact]
    public async Task HungUp_TheCallerSoonHearsTheMenu()
    {
        await using var listener = await StartAsync();
        Assert.All(await listener.HungUpAsync(2), ms => Assert.InRange(ms, 0, MostWaitMs));
    }

    private static Task<TransferListener> StartAsync() => TransferListener.StartAsync(ForeignTool.Require("espeak-ng", "espeak-ng"));
}
