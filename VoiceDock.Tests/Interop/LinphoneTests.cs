using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Linphone as a phone system that registers with us: calls and presses a key, is called, holds, refers.</summary>
[Trait("Kind", "Sip")]
public sealed class LinphoneTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("linphone", "registers here", "call in", "DTMF")]
    public async Task Linphone_Registers_Calls_AndRingsAtItsContactByKey()
    {
        const string number = "+441632960810";
        await using var phone = await LinphonePhone.StartAsync();
        await RegisterAsync(phone, number);
        await phone.DialAsync($"sip:{number}@127.0.0.1:{rig.Core.Console.Port}");
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        await phone.PressAsync('1');
        // its own trunk leads back to where it registered from
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Ringing);
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
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
}
