using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Interop;

/// <summary>SIPp as the PBX, one scenario for each thing a PBX may do with a transferred call. SIPp itself checks what we owe it: ACK, CANCEL, BYE.</summary>
[Trait("Kind", "Sip")]
public sealed class SippPbxTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Theory]
    [InlineData("pbx-is-busy", "busy", 486)]
    [InlineData("pbx-is-unavailable", "unavailable", 480)]
    [InlineData("pbx-rings-then-is-unavailable", "no_answer", 480)]
    [InlineData("pbx-declines", "declined", 603)]
    [InlineData("pbx-knows-no-such-number", "not_found", 404)]
    [InlineData("pbx-finds-number-incomplete", "bad_number", 484)]
    [InlineData("pbx-accepts-no-codec", "no_common_codec", 488)]
    [InlineData("pbx-has-server-error", "trunk_error", 500)]
    [InlineData("pbx-is-overloaded", "trunk_error", 503)]
    [InlineData("pbx-redirects", "redirected", 302)]
    [InlineData("pbx-challenges-for-ever", "auth_failed", 401)]
    [InlineData("pbx-plays-early-media-then-is-busy", "busy", 486)]
    [InlineData("pbx-answers-without-sdp", "no_common_codec", 488)]
    [InlineData("pbx-answers-with-foreign-codec", "no_common_codec", 488)]
    [InlineData("pbx-only-tries", "trunk_timeout", null)]
    [InlineData("pbx-rings-for-ever", "no_answer", null)]
    [InlineData("pbx-answers-despite-cancel", "no_answer", null)]
    [InlineData("pbx-hangs-up-before-answering", "declined", null)]
    [Interop("SIPp", "refusals")]
    public async Task Transfer_Fails_CallerIsBackWithTypedReason(string scenario, string reason, int? sipCode)
    {
        await using var pbx = await SippPeer.ListenAsync(scenario);
        await using var call = await rig.CallAsync(pbx.Address.Port);
        var before = call.Heard.Now;

        var after = await call.TransferAsync(TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal((reason, sipCode, CallerWith.Assistant), (transfer.Reason, transfer.SipCode, transfer.CallerWith));
        Assert.False(string.IsNullOrEmpty(transfer.Explanation));
        Assert.Equal(CallState.InProgress, after.State);
        await call.HearsFailureAsync(before);
        await pbx.SucceedAsync();
        await call.EndAsync();
    }

    [Theory]
    [InlineData("pbx-answers-until-bye")]
    [InlineData("pbx-challenges-twice")]
    [InlineData("pbx-challenges-the-bye")]
    [InlineData("pbx-repeats-its-answer")]
    [InlineData("pbx-forks")]
    [InlineData("pbx-rings-reliably")]
    [InlineData("pbx-wants-a-longer-session")]
    [Interop("SIPp", "call out", "codec")]
    public async Task Transfer_Answered_CarriesAudioUntilTheCallerHangsUp(string scenario)
    {
        await using var pbx = await SippPeer.ListenAsync(scenario, more: More(scenario));
        await using var call = await rig.CallAsync(pbx.Address.Port);
        call.Caller.Say(new ToneSource(1000));

        await call.TransferAsync(TransferState.Connected);

        // What SIPp echoes is what it received: the caller's tone went there and came back.
        await call.HearsAsync(1000);
        await call.EndAsync();
        await pbx.SucceedAsync();
    }

    [Theory]
    [InlineData("pbx-answers-and-drops")]
    [InlineData("pbx-refreshes-the-session")]
    public async Task Transfer_AnsweredAndDropped_EndsTheCallForEverybody(string scenario)
    {
        await using var pbx = await SippPeer.ListenAsync(scenario, more: "-rtp_echo");
        await using var call = await rig.CallAsync(pbx.Address.Port);

        var after = await call.TransferAsync(TransferState.Completed);

        Assert.Equal(CallerWith.Gone, after.Transfers.Single().CallerWith);
        var over = await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.Equal((CallState.Ended, CallEndReasons.Transferred), (over.State, over.End!.Reason));
        await call.Caller.Over.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await pbx.SucceedAsync();
        await rig.NothingLeftAsync();
    }

    [Fact]
    [Interop("SIPp", "early media")]
    public async Task Transfer_EarlyMediaThenBusy_IsHeardAndTheCallerIsBack()
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-plays-early-media-then-is-busy");
        await using var call = await rig.CallAsync(pbx.Address.Port);
        var before = call.Heard.Now;

        await call.TransferAsync(TransferState.Failed);

        Assert.True(call.Heard.Has(SippPeer.Tone, before), $"The network's tone was not heard: {call.Heard.Describe(before, SippPeer.Tone, 425)}");
        await call.HearsFailureAsync(before);
        await pbx.SucceedAsync();
        await call.EndAsync();
    }

    [Fact]
    public async Task Transfer_Redirected_TellsTheAddressOffered()
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-redirects");
        await using var call = await rig.CallAsync(pbx.Address.Port);

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Contains("sip:300@elsewhere.invalid", after.Transfers.Single().Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_CallersNumberForbidden_IsTriedOnceMoreWithTheTrunksNumber()
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-knows-its-own-numbers-only", calls: 2, more: "-rtp_echo");
        await using var call = await rig.CallAsync(pbx.Address.Port, t => (t.CallerIdPolicy, t.CallerIdHeader) = ("caller", "pai"));

        var connected = await call.TransferAsync(TransferState.Connected);

        var attempts = connected.Transfers.Single().Attempts;
        Assert.Equal([(TransferState.Failed, "forbidden", 403), (TransferState.Connected, null, (int?)null)], attempts.Select(a => (a.State, a.Reason, a.SipCode)));
        await call.EndAsync();
        await pbx.SucceedAsync();
    }

    [Theory]
    [InlineData("caller", 2)]
    [InlineData("number", 1)]
    public async Task Transfer_Forbidden_CallerIsBackAfterTheTriesThePolicyAllows(string policy, int tries)
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-forbids", calls: tries);
        await using var call = await rig.CallAsync(pbx.Address.Port, t => t.CallerIdPolicy = policy);

        var after = await call.TransferAsync(TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal(("forbidden", 403, CallerWith.Assistant, tries), (transfer.Reason, transfer.SipCode, transfer.CallerWith, transfer.Attempts.Count));
        await pbx.SucceedAsync();
        await call.EndAsync();
    }

    // SIPp takes the same ACK once more for a retransmission and would answer it for ever.
    private static string[] More(string scenario) => scenario == "pbx-repeats-its-answer" ? ["-rtp_echo", "-nr"] : ["-rtp_echo"];
}
