using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>The practice PBX's person who takes a call by key and its machine that does not, as a screened transfer meets them.</summary>
[Trait("Kind", "Sip")]
public sealed class AnsweringPeopleTests
{
    [Fact]
    public async Task PersonOnTheRoad_TakesTheCall_TheMachineDoesNot()
    {
        await using var rig = await CallRig.StartAsync(
            practice: CallRig.Practice() with { AcceptAfter = TimeSpan.FromSeconds(1) }, settings: ("Calls:AcceptKeySeconds", "2"));
        await rig.ListAsync(
            CallRig.Destination("206", "Sales on the road") with { AcceptKey = true },
            CallRig.Destination("207", "Voicemail") with { AcceptKey = true });
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "207");
        var refused = await rig.UntilTransferAsync(call.Id, TransferState.Failed);
        Assert.Equal("no_answer", refused.Transfers.Single().Reason);

        await rig.TransferAsync(call.Id, "206");
        await rig.UntilTransferAsync(call.Id, TransferState.Screening);
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }
}
