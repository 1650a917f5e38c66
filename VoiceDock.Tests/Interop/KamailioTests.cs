using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Kamailio as the PBX that asks for the password, and baresip registered behind it as extension 200 with real audio.</summary>
[Trait("Kind", "Sip")]
public sealed class KamailioTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-256")]
    [Interop("Kamailio", "call out")]
    [Interop("baresip", "call out", "codec")]
    public async Task Transfer_OverKamailio_JoinsTheAudioBothWays(string algorithm)
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, algorithm);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await HearsAttendantAsync(call);
        Assert.False(call.Heard.Has(BaresipPhone.Tone), "The caller heard the phone before it was called.");

        await call.ConnectAsync(phone);

        await Eventually.TrueAsync(() => pbx.Count("INVITE") == 2, () => $"Kamailio saw 2 INVITE:\n{pbx.Output}");
        await call.EndAsync();
        await phone.UntilAsync("CALL_CLOSED");
        await Eventually.TrueAsync(() => pbx.Count("BYE") == 1, () => $"Kamailio saw 1 BYE:\n{pbx.Output}");
    }

    [Fact]
    public async Task Phone_HangsUp_EndsTheCallerToo()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await call.ConnectAsync(phone);

        await phone.HangUpAsync();

        var over = await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.Equal((CallState.Ended, CallEndReasons.Transferred), (over.State, over.End!.Reason));
        await call.Caller.Over.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await rig.NothingLeftAsync();
    }

    [Fact]
    public async Task Phone_HangsUp_CallerIsBackWithTheAttendantWhereTheTrunkSaysSo()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port, t => t.AfterHangup = "assistant");
        await call.ConnectAsync(phone);

        await phone.HangUpAsync();
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Completed);
        var after = call.Heard.Now;

        await call.HearsAsync(440, after);
        await call.ConnectAsync(phone, calls: 2);
        await call.EndAsync();
        await phone.UntilAsync("CALL_CLOSED", 2);
    }

    [Fact]
    [Interop("Kamailio", "call out", "digest MD5")]
    public async Task Operator_EndsTheCall_TellsThePhoneThoughTheByeIsChallenged()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, challengesBye: true);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await call.ConnectAsync(phone);

        await rig.Core.Desk.EndAsync(call.Id, null, CallRig.Operator);

        await phone.UntilAsync("CALL_CLOSED");
        // Kamailio writes its log a moment behind its packets.
        await Eventually.TrueAsync(() => pbx.Count("BYE") == 2, "Kamailio saw the BYE it challenged and the one with the answer");
        await call.Caller.Over.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await rig.NothingLeftAsync();
    }

    [Fact]
    [Interop("Kamailio", "refusals")]
    public async Task Transfer_WithTheWrongPassword_FailsAsAuthFailed()
    {
        await using var pbx = await KamailioPbx.StartAsync("another-password");
        await using var call = await rig.CallAsync(pbx.Port);
        var before = call.Heard.Now;

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Equal(("auth_failed", 407), (after.Transfers.Single().Reason, after.Transfers.Single().SipCode));
        await call.HearsFailureAsync(before);
        await Eventually.TrueAsync(() => pbx.Count("INVITE") == 2, () => $"Kamailio saw 2 INVITE:\n{pbx.Output}");
        await call.EndAsync();
    }

    [Fact]
    [Interop("baresip", "call in", "DTMF")]
    [Interop("practice PBX", "call out")]
    public async Task Phone_CallsUs_HearsTheAttendantAndChoosesByKey()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        // The number the phone dials hands over to the practice PBX, whose extension 200 (key 1) greets with two tones and then echoes.
        const string number = "+441632960500";
        await rig.Core.AddLineAsync(number, rig.Core.Pbx.Address.Port);

        await phone.DialAsync($"sip:{number}@127.0.0.1:{rig.Core.Console.Port}");
        await phone.UntilAsync("CALL_ESTABLISHED");
        await phone.HearsAsync(880, 1175, 440);
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        Assert.False(phone.Heard().Has(BaresipPhone.Tone), "The phone heard itself before there was an extension that echoes.");

        await phone.PressAsync('1');

        var connected = await rig.Core.UntilTransferAsync(call.Id, TransferState.Connected);
        Assert.Equal("200", connected.ActiveTransfer!.Destination);
        await phone.HearsAsync(523, 659, BaresipPhone.Tone);
        await phone.HangUpAsync();
        var over = await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.Equal(CallEndReasons.UserHangup, over.End!.Reason);
        await rig.NothingLeftAsync();
    }

    private static Task HearsAttendantAsync(InteropCall call) => Eventually.TrueAsync(
        () => call.Heard.HasInOrder(0, 880, 440) && call.Heard.Has(1175), () => $"the caller hears announcement and menu: {call.Heard.Describe(0, 440, 880, 1175)}");
}
