using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>What a practice PBX does not hear, and a port where there is none at all.</summary>
[Trait("Kind", "Sip")]
public sealed class LossFaultTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Silent_AnswersNothing_NotEvenBrokenRequests()
    {
        await using var rig = FaultyPbx.With(PracticeFault.Silent);
        using var phone = new ScriptedPhone();
        foreach (var method in (string[])["OPTIONS", "REGISTER", "INVITE", "BYE", "SPELL"]) phone.Send(phone.Request(method, rig.Pbx.Address), rig.Pbx.Address);
        phone.Send(phone.Request("OPTIONS", rig.Pbx.Address).Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal), rig.Pbx.Address);

        await phone.ExpectSilenceAsync(Moment);

        // Neither is there anything that says so: no ICMP.
        Assert.Equal(SipExchangeOutcome.Timeout, (await rig.AskAsync("OPTIONS", timeout: Moment)).Outcome);
    }

    [Fact]
    public async Task Silent_OverTcp_ConnectsAndSaysNothing()
    {
        await using var rig = FaultyPbx.With(PracticeFault.Silent);
        using var phone = await TcpPhone.ConnectAsync(rig.Pbx.Address);

        await phone.SendAsync(phone.Request("OPTIONS", "silent-1"));

        await phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task NobodyThere_IsIcmpAndReset()
    {
        using var nobody = new RejectingPort();
        await using var agent = new TestAgent();

        foreach (var target in (SipTarget[])[SipTarget.Udp(nobody.Address), SipTarget.Tcp(nobody.Address)])
        {
            var exchange = await agent.Agent.SendAsync(agent.Options(target) with { Timeout = TimeSpan.FromSeconds(5) }, TestContext.Current.CancellationToken);
            Assert.Equal(SipExchangeOutcome.Unreachable, exchange.Outcome);
        }
    }

    [Fact]
    public async Task OptionsDropped_AnswersEverythingElse()
    {
        await using var rig = FaultyPbx.With(PracticeFault.OptionsDropped);

        Assert.Equal(SipExchangeOutcome.Timeout, (await rig.AskAsync("OPTIONS", timeout: Moment)).Outcome);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
        Assert.Contains("m=audio ", await rig.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterDropped_AnswersEverythingElse()
    {
        await using var rig = FaultyPbx.With(PracticeFault.RegisterDropped);

        Assert.Equal(SipExchangeOutcome.Timeout, (await rig.AskAsync("REGISTER", timeout: Moment)).Outcome);
        Assert.Equal(200, (await rig.AskAsync("OPTIONS")).Response!.StatusCode);
        Assert.Contains("m=audio ", await rig.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AckLost_TheAnswerIsRepeatedAndAfter64T1ComesABye()
    {
        await using var rig = FaultyPbx.With(PracticeFault.AckLost, PracticeFault.NeverChallenged);
        using var phone = new ScriptedPhone();
        var invite = phone.Request("INVITE", rig.Pbx.Address, body: ScriptedPhone.Sdp).Replace("sip:100@", "sip:200@", StringComparison.Ordinal);
        phone.Send(invite, rig.Pbx.Address);
        var answer = await phone.ExpectLaterAsync("200");
        var began = TimeProvider.System.GetTimestamp();

        phone.Send(phone.InDialog("ACK", answer, 1), rig.Pbx.Address);

        await phone.ExpectRepeatAsync(answer);
        phone.Send(phone.InDialog("ACK", answer, 1), rig.Pbx.Address);
        await phone.ExpectRepeatAsync(answer);
        var bye = await phone.ExpectAsync("BYE");
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), 32 * TestAgent.Quick.T1, 640 * TestAgent.Quick.T1);
        phone.Reply(bye, "200 OK");
    }

    [Fact]
    public async Task AckLost_TheAckOfARefusedCallArrives()
    {
        await using var rig = FaultyPbx.With(PracticeFault.AckLost);
        using var phone = new ScriptedPhone();
        var invite = phone.Request("INVITE", rig.Pbx.Address, branch: "z9hG4bK-refused", body: ScriptedPhone.Sdp);
        phone.Send(invite, rig.Pbx.Address);
        var challenge = await phone.ExpectLaterAsync("401");

        phone.Send(phone.Request("ACK", rig.Pbx.Address, branch: "z9hG4bK-refused", toTag: challenge.ToTag), rig.Pbx.Address);

        await Eventually.TrueAsync(() => rig.Pbx.Counters.ServerTransactions == 0, "the refused INVITE is settled");

        // Without it the 401 would have been repeated for 64*T1: ten times.
        Assert.InRange(rig.Pbx.Counters.Retransmitted, 0, 8);
    }
}
