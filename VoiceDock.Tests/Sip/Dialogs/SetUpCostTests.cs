using VoiceDock.Tests.Bench;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>The bounds are wide, for a debug build on a busy machine; the figures themselves go to the test's output.</summary>
[Trait("Kind", "Sip")]
public sealed class SetUpCostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Calls_OneAfterTheOther_CostLittle()
    {
        await using var load = new SipLoad();
        await load.RunAsync(200);

        var result = await load.RunAsync(500);

        output.WriteLine($"500 calls between two SIP agents, no audio: {result}");
        Assert.InRange(result.InviteMedian, 0, 2);
        Assert.InRange(result.CpuPerCallSide, 0, 6);
    }
}
