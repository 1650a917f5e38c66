using VoiceDock.Core.Calls;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>The caller hangs up around the moment in which the PBX answers: before, in between, after.</summary>
[Trait("Kind", "Sip")]
public sealed class CallerMayGoTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private const string Number = "+441632960901";
    private const int Calls = 36;
    private const int AtOnce = 4;

    [Fact]
    public async Task Caller_HangsUpAroundTheAnswer_LeavesNoOrphanOnEitherSide()
    {
        // More calls than will come: some are over before anything was dialled.
        await using var pbx = await SippPeer.ListenAsync("pbx-answers-a-caller-who-may-go", calls: Calls * 2, more: ["-timeout", "120s"]);
        var trunk = await rig.Core.AddLineAsync(Number, pbx.Address.Port);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var dialled = 0;

        for (var i = 0; i < Calls; i += AtOnce)
        {
            var waits = Enumerable.Range(0, AtOnce).Select(_ => random.Next(0, 320)).ToArray();
            dialled += (await Task.WhenAll(waits.Select(wait => CallAsync(trunk, wait)))).Sum();
        }

        await rig.NothingLeftAsync();
        Assert.True(dialled > Calls / 2, $"Only {dialled} of {Calls} calls were dialled (seed {seed}).");
        await Eventually.TrueAsync(() => pbx.Statistics() is var s && s.Successful + s.Failed == dialled && s.Failed == UntakenCancels(pbx),
            () => $"each of {dialled} calls ended at the PBX too (seed {seed}): {pbx.Statistics()}\n{pbx.Errors}");
    }

    // SIPp cannot take a CANCEL in the very moment in which it sends its 200; it gives that call up by itself.
    private static int UntakenCancels(SippPeer pbx) =>
        pbx.Errors.Split("Aborting call on an unexpected CANCEL").Length - 1;

    private async Task<int> CallAsync(VoiceDock.Core.Trunks.Trunk trunk, int wait)
    {
        await using var call = await rig.CallAsync(trunk, Number);
        await rig.Core.TransferAsync(call.Id, "200");
        await Task.Delay(wait, TestContext.Current.CancellationToken);
        call.Caller.HangUp();
        var over = await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.Contains(over.End!.Reason, new[] { CallEndReasons.UserHangup, CallEndReasons.Transferred });
        return over.Transfers.Sum(t => t.Attempts.Count);
    }
}
