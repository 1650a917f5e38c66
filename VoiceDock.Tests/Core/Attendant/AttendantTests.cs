using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Attendant;

/// <summary>What the caller hears and what keys do, listened to at the caller's end of real RTP.</summary>
[Trait("Kind", "Sip")]
public sealed class AttendantTests
{
    [Fact]
    public async Task Greeting_WithoutSpeech_IsTheAnnouncementThenOneBeepPerDestination()
    {
        await using var rig = await CallRig.StartAsync();
        var ear = new ToneDetector();
        var caller = rig.Pbx.Call(rig.Console, CallRig.OurNumber, "+442079460123", "Ada Marsh");
        caller.Listen(ear);

        await Eventually.TrueAsync(() => ear.Heard(880) || ear.Heard(1175), "the announcement is heard");
        await Eventually.TrueAsync(() => ear.Heard(440), "the menu's beeps are heard");
    }

    [Fact]
    public async Task Key_WithoutDestination_GivesTheErrorTone()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(CallRig.Destination("200", "Reception"));
        var (caller, call) = await rig.CallInProgressAsync();
        var ear = new ToneDetector();
        caller.Listen(ear);

        caller.Press('9');

        await Eventually.TrueAsync(() => ear.Heard(220), "the error tone is heard");
        Assert.Empty(rig.Feed.Live.Single(c => c.Id == call.Id).Transfers);
    }

    [Fact]
    public async Task FailedTransfer_IsToldByFallingTonesAndTheMenuComesBack()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        var ear = new ToneDetector();
        caller.Listen(ear);

        caller.Press('2');
        var failed = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal("busy", failed.Transfers.Single().Reason);
        await Eventually.TrueAsync(() => ear.Heard(660), "the falling tones are heard");
        await Eventually.TrueAsync(() => ear.Heard(440), "the menu is heard again");
        caller.Press('1');
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }
}
