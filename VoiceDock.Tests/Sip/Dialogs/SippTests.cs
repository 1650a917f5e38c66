using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>The basic flows against a stack that is not ours.</summary>
[Trait("Kind", "Sip")]
public sealed class SippTests : IAsyncLifetime
{
    private static readonly SipTimers Standard = new() { T4 = TimeSpan.FromMilliseconds(300), D = TimeSpan.FromMilliseconds(300) };

    private readonly TestAgent _agent = new(Standard);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task Caller_CallsAndHangsUp()
    {
        await using var sipp = SippPeer.Call("calls-and-hangs-up", _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Ring();
        call.Answer(ScriptedPhone.Sdp);

        await events.NextAsync("Confirmed");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        Assert.Equal(0, (await sipp.SucceedAsync()).Retransmissions);
    }

    [Fact]
    public async Task Caller_WaitsUntilWeHangUp()
    {
        await using var sipp = SippPeer.Call("calls-and-waits-for-bye", _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Confirmed");

        call.HangUp();

        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Caller_CallsAndCancels()
    {
        await using var sipp = SippPeer.Call("calls-and-cancels", _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Ring();

        Assert.Equal(SipEndKind.RemoteCancel, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "hold")]
    public async Task Caller_CallsAndReinvites()
    {
        await using var sipp = SippPeer.Call("calls-and-reinvites", _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Confirmed");

        var offer = (await events.NextAsync("Reinvite")).Offer!;
        Assert.Contains("a=sendonly", offer.Sdp);
        offer.Accept(ScriptedPhone.Sdp + "a=recvonly\n");

        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Callee_AnswersUntilWeHangUp()
    {
        await using var sipp = await SippPeer.ListenAsync("answers-until-bye");
        var (call, events) = _agent.Call(sipp.Address);
        await events.NextAsync("Provisional");
        await events.NextAsync("Answered");

        call.HangUp();

        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Callee_AnswersAndHangsUp()
    {
        await using var sipp = await SippPeer.ListenAsync("answers-and-hangs-up");
        var (_, events) = _agent.Call(sipp.Address);
        await events.NextAsync("Answered");

        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Callee_IsBusy()
    {
        await using var sipp = await SippPeer.ListenAsync("is-busy");
        var (_, events) = _agent.Call(sipp.Address);

        Assert.Equal(486, (await events.EndAsync()).StatusCode);
        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Callee_RingsUntilWeCancel()
    {
        await using var sipp = await SippPeer.ListenAsync("rings-until-cancelled");
        var (call, events) = _agent.Call(sipp.Address);
        await events.NextAsync("Provisional");

        call.HangUp();

        Assert.Equal(SipEndKind.Cancelled, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "digest MD5")]
    public async Task Callee_ChallengesAndFindsTheDigestRight()
    {
        await using var sipp = await SippPeer.ListenAsync("challenges-then-answers");
        var (call, events) = _agent.Call(sipp.Address, new TestCredentials("alice", "secret"));
        await events.NextAsync("Answered");

        call.HangUp();

        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "digest MD5")]
    public async Task Callee_RefusesThePassword()
    {
        await using var sipp = await SippPeer.ListenAsync("refuses-the-password");
        var (_, events) = _agent.Call(sipp.Address, new TestCredentials("alice", "wrong"));

        Assert.Equal(SipEndKind.AuthRefused, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    public async Task Caller_300CallsAtSpeed_AllSucceedAndNothingIsLeft()
    {
        await using var agent = new TestAgent();
        agent.TakeInvite = session =>
        {
            session.Handler = new SessionRecorder();
            session.Ring();
            session.Answer(ScriptedPhone.Sdp);
        };
        await using var sipp = SippPeer.Call("calls-and-hangs-up", agent.Address, calls: 300, callsPerSecond: 100);

        Assert.Equal((300, 0), (await sipp.SucceedAsync()) is var s ? (s.Successful, s.Failed) : default);
        await agent.AssertEmptyAsync();
    }
}
