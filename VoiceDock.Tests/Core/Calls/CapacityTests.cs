using System.Diagnostics;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Audio ports run out (security: F15): a new call gets 503 at once, the running one does not notice. How ports rest: PortPoolTests.</summary>
[Trait("Kind", "Sip")]
public sealed class CapacityTests
{
    [Fact]
    public async Task Ports_RunOut_ANewCallGets503AndTheRunningOneGoesOn()
    {
        await using var rig = await StartAsync(pairs: 1);
        var (caller, call) = await rig.CallInProgressAsync();
        var before = caller.Audio.PacketsIn;

        var began = Stopwatch.GetTimestamp();
        var refused = await rig.Pbx.Call(rig.Console, CallRig.OurNumber, "+442079460199", "One too many").Over.WaitAsync(CallRig.Patience);
        Assert.Equal(503, refused.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 0, 1000);

        await UnharmedAsync(rig, caller, call, before);
    }

    [Fact]
    public async Task Ports_RunOut_ATransferFailsWithItsReasonAndTheCallerStays()
    {
        await using var rig = await StartAsync(pairs: 1);
        var (caller, call) = await rig.CallInProgressAsync();
        var before = caller.Audio.PacketsIn;

        await rig.TransferAsync(call.Id, "200");
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal((TransferReasons.CapacityReached.Slug, CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await UnharmedAsync(rig, caller, call, before);
    }

    private static async Task UnharmedAsync(CallRig rig, PracticeCaller caller, CallView call, long before)
    {
        await Eventually.TrueAsync(() => caller.Audio.PacketsIn > before + 50, () => $"a second more of audio comes: {caller.Audio}");
        Assert.Equal(0, caller.Audio.Lost);
        Assert.Null((await rig.Get<CallDirectory>().FindAsync(call.Id, TestContext.Current.CancellationToken))!.End);
        caller.HangUp();
        Assert.Equal(CallEndReasons.UserHangup, (await rig.UntilAsync(c => c.Id == call.Id && c.End is not null)).End!.Reason);
    }

    private static Task<CallRig> StartAsync(int pairs)
    {
        var options = MediaBench.Options(pairs);
        return CallRig.StartAsync(settings: ("Media:Ports", $"{options.FirstPort}-{options.LastPort}"));
    }
}
