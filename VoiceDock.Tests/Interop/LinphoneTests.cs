using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Linphone as a phone system that registers with us, calls and presses a key.</summary>
[Trait("Kind", "Sip")]
public sealed class LinphoneTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("linphone", "registers here", "call in", "DTMF")]
    public async Task Linphone_Registers_Calls_AndRingsAtItsContactByKey()
    {
        const string number = "+441632960810";
        const string secret = "canary-lin";
        var trunk = await rig.Core.AddLineAsync(
            number, rig.Core.Pbx.Address.Port, t => (t.AcceptsRegistration, t.RegistrationUsername, t.RegistrationPassword) = (true, "linphone", secret));
        await using var phone = await LinphonePhone.StartAsync();

        await phone.RegisterAsync("linphone", secret, rig.Core.Console.Port);
        await Eventually.TrueAsync(
            () => rig.Core.Get<TrunkRegistrations>().Of(trunk.Id).State == TrunkRegistrationState.Registered, () => $"linphone is registered:\n{phone.Output}");
        await phone.DialAsync($"sip:{number}@127.0.0.1:{rig.Core.Console.Port}");
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        await phone.PressAsync('1');
        // its own trunk leads back to where it registered from
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Ringing);
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
    }
}
