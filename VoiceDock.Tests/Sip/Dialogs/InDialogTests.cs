using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Requests inside a confirmed dialog.</summary>
[Trait("Kind", "Sip")]
public sealed class InDialogTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();
    private SipSession _call = null!;
    private SessionRecorder _events = null!;
    private WireMessage _ok = null!;

    public async ValueTask InitializeAsync()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, cseq: 10, body: ScriptedPhone.Sdp), _agent.Address);
        (_call, _events) = await _agent.NextCallAsync();
        _call.Answer(ScriptedPhone.Sdp);
        _ok = await _phone.ExpectLaterAsync("200");
        _phone.Send(_phone.InDialog("ACK", _ok, 10), _agent.Address);
        await _events.NextAsync("Confirmed");
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Reinvite_AcceptedByTheOwner_MovesDescriptionAndTarget()
    {
        using var moved = new ScriptedPhone();
        var reinvite = _phone.InDialog("INVITE", _ok, 11, body: ScriptedPhone.Sdp + "a=sendonly\n")
            .Replace(_phone.Contact, moved.Contact, StringComparison.Ordinal);
        _phone.Send(reinvite, _agent.Address);
        await _phone.ExpectAsync("100");
        var offer = (await _events.NextAsync("Reinvite")).Offer!;
        Assert.EndsWith("a=sendonly\r\n", offer.Sdp);

        offer.Accept(ScriptedPhone.Sdp + "a=recvonly\r\n");

        var ok = await _phone.ExpectAsync("200");
        Assert.Equal($"<sip:100@{_agent.Address}>", ok.Header("Contact"));
        await _phone.ExpectRepeatAsync(ok);
        _phone.Send(_phone.InDialog("ACK", ok, 11), _agent.Address);
        Assert.EndsWith("a=sendonly\r\n", _call.RemoteSdp);
        _call.HangUp();
        Assert.Equal($"sip:phone@{moved.Address}", (await moved.ExpectAsync("BYE")).RequestUri);
    }

    [Fact]
    public async Task Reinvite_WithoutSdp_GetsOurOfferAndTheAnswerComesWithTheAck()
    {
        _phone.Send(_phone.InDialog("INVITE", _ok, 11), _agent.Address);
        var offer = (await _events.NextAsync("Reinvite")).Offer!;
        Assert.Null(offer.Sdp);
        offer.Accept(ScriptedPhone.Sdp);
        var ok = await _phone.ExpectLaterAsync("200");
        Assert.Contains("m=audio", ok.Body);

        _phone.Send(_phone.InDialog("ACK", ok, 11, body: ScriptedPhone.Sdp + "a=inactive\n"), _agent.Address);
        _phone.Send(_phone.InDialog("OPTIONS", _ok, 12), _agent.Address);
        await _phone.ExpectLaterAsync("200");

        Assert.EndsWith("a=inactive\r\n", _call.RemoteSdp);
    }

    [Fact]
    public async Task Reinvite_Rejected_TheCallGoesOnAsBefore()
    {
        var before = _call.RemoteSdp;
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, body: "v=0\n"), _agent.Address);
        (await _events.NextAsync("Reinvite")).Offer!.Reject();

        await _phone.ExpectLaterAsync("488");
        Assert.Equal((SipSessionState.Confirmed, before), (_call.State, _call.RemoteSdp));
    }

    [Fact]
    public async Task Reinvite_WhileAnotherIsOpen_Is500WithRetryAfter()
    {
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, body: ScriptedPhone.Sdp), _agent.Address);
        await _events.NextAsync("Reinvite");
        await _phone.ExpectAsync("100");

        _phone.Send(_phone.InDialog("INVITE", _ok, 12, body: ScriptedPhone.Sdp), _agent.Address);

        Assert.True((await _phone.ExpectAsync("500")).Has("Retry-After"));
    }

    [Fact]
    public async Task Reinvite_CrossingOurs_Is491AndOursIsTriedAgainAfterTheirs491()
    {
        var outcome = _call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        var ours = await _phone.ExpectAsync("INVITE");
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, body: ScriptedPhone.Sdp), _agent.Address);
        await _phone.ExpectLaterAsync("491");

        _phone.Reply(ours, "491 Request Pending");
        await _phone.ExpectLaterAsync("ACK");
        var again = await _phone.ExpectLaterAsync("INVITE");
        Assert.Equal(ours.CSeq + 1, again.CSeq);
        _phone.Reply(again, "200 OK", null, _phone.Contact, ScriptedPhone.Sdp);

        await _phone.ExpectLaterAsync("ACK");
        Assert.True((await outcome).Accepted);
    }

    [Fact]
    public async Task OurReinvite_Answered481_EndsTheSessionAsLost()
    {
        var outcome = _call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "481 Call/Transaction Does Not Exist");

        Assert.Equal(481, (await outcome).StatusCode);
        Assert.Equal(SipEndKind.SessionLost, (await _events.EndAsync()).Kind);
        await _phone.ExpectLaterAsync("BYE");
    }

    [Fact]
    public async Task Reinvite_Cancelled_Is487AndTheCallGoesOn()
    {
        var branch = _phone.NewBranch();
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, branch, body: ScriptedPhone.Sdp), _agent.Address);
        await _phone.ExpectAsync("100");

        _phone.Send(_phone.InDialog("CANCEL", _ok, 11, branch), _agent.Address);

        Assert.Equal("CANCEL", (await _phone.ExpectAsync("200")).Method);
        Assert.Equal("INVITE", (await _phone.ExpectAsync("487")).Method);
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task Bye_WhileAReinviteIsOpen_AnswersBoth()
    {
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, body: ScriptedPhone.Sdp), _agent.Address);
        await _phone.ExpectAsync("100");

        _phone.Send(_phone.InDialog("BYE", _ok, 12), _agent.Address);

        Assert.Equal("BYE", (await _phone.ExpectAsync("200")).Method);
        Assert.Equal("INVITE", (await _phone.ExpectAsync("487")).Method);
        Assert.Equal(SipEndKind.RemoteBye, (await _events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Update_WithAndWithoutSdp_IsAnswered()
    {
        _phone.Send(_phone.InDialog("UPDATE", _ok, 11), _agent.Address);
        Assert.Equal("UPDATE", (await _phone.ExpectAsync("200")).Method);

        _phone.Send(_phone.InDialog("UPDATE", _ok, 12, body: ScriptedPhone.Sdp), _agent.Address);
        (await _events.NextAsync("Reinvite")).Offer!.Accept(ScriptedPhone.Sdp);
        Assert.Contains("m=audio", (await _phone.ExpectAsync("200")).Body);
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Info_Is200AndTold()
    {
        _phone.Send(_phone.InDialog("INFO", _ok, 11, headers: "X-Key: 5"), _agent.Address);

        await _phone.ExpectAsync("200");
        Assert.Equal("5", (await _events.NextAsync("Info")).Info!.Headers["X-Key"]);
    }

    [Theory]
    [InlineData("REFER", "603")]
    [InlineData("NOTIFY", "481")]
    [InlineData("PRACK", "481")]
    [InlineData("MESSAGE", "405")]
    [InlineData("SPELL", "405")]
    public async Task OtherMethod_IsRefusedAndTheCallGoesOn(string method, string status)
    {
        _phone.Send(_phone.InDialog(method, _ok, 11), _agent.Address);

        await _phone.ExpectAsync(status);
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task Reinvite_RequiringWhatWeDoNotHave_Is420AndTheCallGoesOn()
    {
        _phone.Send(_phone.InDialog("INVITE", _ok, 11, headers: "Require: timer, spell", body: ScriptedPhone.Sdp), _agent.Address);

        Assert.Equal("spell", (await _phone.ExpectAsync("420")).Header("Unsupported"));
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Theory]
    [InlineData("INVITE")]
    [InlineData("UPDATE")]
    public async Task Offer_OfAnotherKind_Is415AndTheCallGoesOn(string method)
    {
        var offer = _phone.InDialog(method, _ok, 11, body: "<xml/>").Replace("application/sdp", "application/xml", StringComparison.Ordinal);
        _phone.Send(offer, _agent.Address);

        Assert.Equal("application/sdp", (await _phone.ExpectAsync("415")).Header("Accept"));
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task OldSequenceNumber_Is500()
    {
        _phone.Send(_phone.InDialog("BYE", _ok, 9), _agent.Address);

        await _phone.ExpectAsync("500");
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task ForgedBye_WrongTagsOrWrongAddress_Is481AndTheCallGoesOn()
    {
        using var stranger = new ScriptedPhone("127.0.0.66");
        var right = _phone.InDialog("BYE", _ok, 11);

        stranger.Send(right, _agent.Address);
        await stranger.ExpectAsync("481");
        _phone.Send(right.Replace("tag=caller", "tag=guess", StringComparison.Ordinal), _agent.Address);
        await _phone.ExpectAsync("481");
        _phone.Send(right.Replace(_ok.ToTag!, "guess", StringComparison.Ordinal), _agent.Address);
        await _phone.ExpectAsync("481");

        Assert.Equal(SipSessionState.Confirmed, _call.State);
        _phone.Send(_phone.InDialog("BYE", _ok, 11), _agent.Address);
        await _phone.ExpectAsync("200");
    }

    [Fact]
    public async Task GuessedByes_ByTheThousand_EndNothing()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var guess = _phone.InDialog("BYE", _ok, 11).Replace(_ok.ToTag!, $"{i:x20}", StringComparison.Ordinal);
            _phone.Send(guess, _agent.Address);
            Assert.Equal(481, (await _phone.ExpectAsync("481")).Status);
        }

        Assert.Equal(SipSessionState.Confirmed, _call.State);
        Assert.Equal(0, _events.Waiting);
    }

    [Fact]
    public async Task Bye_FromAnotherAddressOfTheTrunk_EndsTheCall()
    {
        using var other = new ScriptedPhone("127.0.0.66");
        _call.AcceptsFrom = address => address.Equals(other.Address.Address);

        other.Send(_phone.InDialog("BYE", _ok, 11), _agent.Address);

        await other.ExpectAsync("200");
        Assert.Equal(SipEndKind.RemoteBye, (await _events.EndAsync()).Kind);
    }
}
