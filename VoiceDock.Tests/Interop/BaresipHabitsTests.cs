using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>What the person at the extension does with the call, at a baresip phone behind Kamailio: holds it, goes on with it, refers it away.</summary>
[Trait("Kind", "Sip")]
public sealed class BaresipHabitsTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("Kamailio", "hold")]
    [Interop("baresip", "hold")]
    public async Task Phone_HoldsAndGoesOn_TheAudioStopsAndComesBack()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await call.ConnectAsync(phone);

        await phone.HoldAsync();

        await call.SaidAsync(byUs: false, "INVITE sip:", "a=sendonly");
        await call.SaidAsync(byUs: true, "SIP/2.0 200", "a=recvonly");
        await SilenceAsync(call);
        await phone.ResumeAsync();
        await call.HearsAsync(BaresipPhone.Tone, call.Heard.Now);
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
    }

    [Fact]
    [Interop("Kamailio", "REFER")]
    [Interop("baresip", "REFER")]
    public async Task Phone_RefersTheCallAway_IsDeclinedAndTheCallerIsKept()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port, t => t.AfterHangup = "assistant");
        await call.ConnectAsync(phone);

        await phone.ReferAsync("sip:900@127.0.0.1");

        await call.SaidAsync(byUs: false, "REFER sip:", "Refer-To:");
        await call.SaidAsync(byUs: true, "SIP/2.0 603", "REFER");
        // This phone hangs up when it was refused; the caller is not lost with it.
        var back = await rig.Core.UntilTransferAsync(call.Id, TransferState.Completed);
        Assert.Equal((CallState.InProgress, CallerWith.Assistant), (back.State, back.Transfers.Single().CallerWith));
        await call.EndAsync();
    }

    // Half a second in which nothing of the phone was heard.
    private static async Task SilenceAsync(InteropCall call)
    {
        var from = call.Heard.Now;
        await Eventually.TrueAsync(() =>
        {
            if (call.Heard.Has(BaresipPhone.Tone, from)) from = call.Heard.Now;
            return call.Heard.Now - from >= 25;
        }, "the caller hears nothing of the phone on hold");
    }
}
