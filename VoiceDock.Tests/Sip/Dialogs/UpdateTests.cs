using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>UPDATE of ours, and theirs before the answer (RFC 3311). Theirs in a call: <see cref="InDialogTests"/>.</summary>
[Trait("Kind", "Sip")]
public sealed class UpdateTests : IAsyncLifetime
{
    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Ours_BeforeTheAnswer_ChangesTheEarlySession()
    {
        var (call, _, _) = await EarlyAsync("Allow: INVITE, UPDATE", ScriptedPhone.Sdp);

        var outcome = call.UpdateAsync(ScriptedPhone.Sdp + "a=sendonly\r\n", TestContext.Current.CancellationToken);
        var update = await _phone.ExpectAsync("UPDATE");
        Assert.EndsWith("a=sendonly\r\n", update.Body);
        _phone.Reply(update, "200 OK", null, _phone.Contact, ScriptedPhone.Sdp + "a=recvonly\n");

        Assert.True((await outcome).Accepted);
        Assert.EndsWith("a=recvonly\r\n", call.RemoteSdp);
    }

    [Theory]
    [InlineData("Allow: INVITE, BYE", ScriptedPhone.Sdp)]
    [InlineData("Allow: UPDATE", "")]
    public async Task Ours_WhereItIsNotAllowed_IsNotSent(string allow, string sdp)
    {
        var (call, _, _) = await EarlyAsync(allow, sdp);

        Assert.Equal(491, (await call.UpdateAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken)).StatusCode);
        await _phone.ExpectSilenceAsync(TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Ours_MovesTheTargetToTheContactOfItsAnswer()
    {
        using var moved = new ScriptedPhone();
        var (call, events, invite) = await EarlyAsync("Allow: UPDATE", ScriptedPhone.Sdp);
        _phone.Reply(invite, "200 OK", "phone", $"{_phone.Contact}\r\nAllow: UPDATE", ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Answered");

        var outcome = call.UpdateAsync(null, TestContext.Current.CancellationToken);
        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "200 OK", null, moved.Contact);

        Assert.True((await outcome).Accepted);
        call.HangUp();
        await moved.ExpectAsync("BYE");
    }

    [Fact]
    public async Task Theirs_BeforeTheAnswer_IsAnsweredOnceTheFirstOfferIsSettled()
    {
        var (call, events, invite) = await EarlyAsync("Allow: UPDATE", ScriptedPhone.Sdp);

        _phone.Send(_phone.InDialogBack("UPDATE", invite, 1, body: ScriptedPhone.Sdp + "a=sendonly\n"), _agent.Address);

        (await events.NextAsync("Reinvite")).Offer!.Accept(ScriptedPhone.Sdp);
        Assert.Equal("UPDATE", (await _phone.ExpectAsync("200")).Method);
        Assert.EndsWith("a=sendonly\r\n", call.RemoteSdp);
    }

    [Fact]
    public async Task Theirs_WhileTheInvitesOfferIsOpen_Is491()
    {
        var (_, _, invite) = await EarlyAsync("Allow: UPDATE", "");

        _phone.Send(_phone.InDialogBack("UPDATE", invite, 1, body: ScriptedPhone.Sdp), _agent.Address);

        await _phone.ExpectAsync("491");
    }

    private async Task<(SipSession Call, SessionRecorder Events, WireMessage Invite)> EarlyAsync(string headers, string sdp)
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "183 Session Progress", "phone", $"{_phone.Contact}\r\n{headers}", sdp);
        await events.NextAsync("Provisional");
        return (call, events, invite);
    }
}
