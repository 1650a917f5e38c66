using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Interop;

/// <summary>A PBX whose messages cross ours. Sent word for word by the test: SIPp reads its socket between two sends, and gives the call up without
/// a word when our ACK lies there before its BYE is out.</summary>
[Trait("Kind", "Sip")]
public sealed class CrossingPbxTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    public async Task Transfer_HungUpBeforeOurAck_IsOverAndNothingIsLeft()
    {
        using var pbx = new ScriptedPhone();
        await using var call = await rig.CallAsync(pbx.Address.Port, t => t.AfterHangup = "assistant");
        var transfer = call.TransferAsync(TransferState.Completed);

        var invite = await pbx.ExpectAsync("INVITE");
        pbx.Accept(invite);
        pbx.Send(pbx.InDialogBack("BYE", invite, 1), rig.Core.Console);

        var (first, second) = (await pbx.NextAsync(), await pbx.NextAsync());
        Assert.Equal(["ACK", "200"], first.IsResponse ? [second.Method, $"{first.Status}"] : [first.Method, $"{second.Status}"]);
        var after = await transfer;
        Assert.Equal((CallState.InProgress, CallerWith.Assistant), (after.State, after.Transfers.Single().CallerWith));
        await call.EndAsync();
    }

    [Fact]
    public async Task Transfer_HungUpRightAfterOurAck_IsOverAndNothingIsLeft()
    {
        using var pbx = new ScriptedPhone();
        await using var call = await rig.CallAsync(pbx.Address.Port);
        var transfer = call.TransferAsync(TransferState.Completed);

        var invite = await pbx.ExpectAsync("INVITE");
        pbx.Accept(invite);
        await pbx.ExpectAsync("ACK");
        pbx.Send(pbx.InDialogBack("BYE", invite, 1), rig.Core.Console);

        await pbx.ExpectAsync("200");
        Assert.Equal(CallerWith.Gone, (await transfer).Transfers.Single().CallerWith);
        await rig.NothingLeftAsync();
    }
}
