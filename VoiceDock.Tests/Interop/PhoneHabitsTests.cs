using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>What the person at the extension does with the call, with phones of two makers: holds it, goes on with it, refers it away.</summary>
[Trait("Kind", "Sip")]
public sealed class PhoneHabitsTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private const double CallersTone = 1000;

    [Fact]
    [Interop("Kamailio", "hold")]
    [Interop("baresip", "hold")]
    public async Task Baresip_HoldsAndGoesOn_TheAudioStopsAndComesBack()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await ConnectAsync(call, phone);

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
    public async Task Baresip_RefersTheCallAway_IsDeclinedAndTheCallerIsKept()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port, t => t.AfterHangup = "assistant");
        await ConnectAsync(call, phone);

        await phone.ReferAsync("sip:900@127.0.0.1");

        await call.SaidAsync(byUs: false, "REFER sip:", "Refer-To:");
        await call.SaidAsync(byUs: true, "SIP/2.0 603", "REFER");
        // This phone hangs up when it was refused; the caller is not lost with it.
        var back = await rig.Core.UntilTransferAsync(call.Id, TransferState.Completed);
        Assert.Equal((CallState.InProgress, CallerWith.Assistant), (back.State, back.Transfers.Single().CallerWith));
        await call.EndAsync();
    }

    [Fact]
    [Interop("linphone", "call out", "hold", "REFER", "codec")]
    public Task Linphone_IsCalledWhereItRegisteredFrom_HoldsAndRefersInVain() => HoldAndReferAsync(encrypted: false);

    [Fact]
    [Interop("linphone", "call out", "hold", "REFER", "SRTP")]
    public Task Linphone_Encrypted_IsCalledWhereItRegisteredFrom_HoldsAndRefersInVain() => HoldAndReferAsync(encrypted: true);

    private async Task HoldAndReferAsync(bool encrypted)
    {
        var number = encrypted ? "+441632960821" : "+441632960820";
        await using var phone = await LinphonePhone.StartAsync(mustEncrypt: encrypted);
        var trunk = await RegisterAsync(phone, number);
        await using var call = await rig.CallAsync(trunk, number);
        // Past the trunk's own rule, which wants TLS for it.
        if (encrypted) call.Trunk.Srtp = TrunkSrtp.Required;

        await rig.Core.TransferAsync(call.Id, "200");
        await phone.AnswerAsync();
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Connected);
        await phone.SpeakAsync();
        await call.HearsAsync(LinphonePhone.Tone, call.Heard.Now);
        if (encrypted) await call.SaidAsync(byUs: false, "SIP/2.0 200", "RTP/SAVP ", "a=crypto:");

        await phone.HoldAsync();
        await call.SaidAsync(byUs: false, "INVITE sip:", "a=sendonly");
        await call.SaidAsync(byUs: true, "SIP/2.0 200", "a=recvonly");
        await phone.ResumeAsync();
        await phone.SpeakAsync();
        await call.HearsAsync(LinphonePhone.Tone, call.Heard.Now);

        await phone.ReferAsync("sip:900@127.0.0.1");
        await call.SaidAsync(byUs: true, "SIP/2.0 603", "REFER");
        await call.HearsAsync(LinphonePhone.Tone, call.Heard.Now);
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
    }

    private async Task<Trunk> RegisterAsync(LinphonePhone phone, string number)
    {
        var user = $"linphone-{number[^3..]}";
        var trunk = await rig.Core.AddLineAsync(
            number, rig.Core.Pbx.Address.Port, t => (t.AcceptsRegistration, t.RegistrationUsername, t.RegistrationPassword) = (true, user, "canary-lin"));
        await phone.RegisterAsync(user, "canary-lin", rig.Core.Console.Port);
        await Eventually.TrueAsync(
            () => rig.Core.Get<TrunkRegistrations>().Of(trunk.Id).State == TrunkRegistrationState.Registered, () => $"linphone is registered:\n{phone.Output}");
        return trunk;
    }

    private static async Task ConnectAsync(InteropCall call, BaresipPhone phone)
    {
        call.Caller.Say(new ToneSource(CallersTone));
        await call.TransferAsync(TransferState.Connected);
        await phone.UntilAsync("CALL_ESTABLISHED");
        await call.HearsAsync(BaresipPhone.Tone);
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
