using System.Globalization;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T15: whoever guesses at a call, or knows it and stands elsewhere, ends or changes nothing.</summary>
[Trait("Kind", "Sip")]
public sealed class ForgedRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Methods = ["BYE", "INVITE", "UPDATE", "INFO", "BYE"];

    private readonly TestAgent _agent = new(change: options => options with { Lanes = 1 });
    private readonly ScriptedPhone _phone = new();
    private readonly ScriptedPhone _forger = new("127.0.0.66");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        _forger.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Guesses_EndNoLeg()
    {
        var (inbound, answer, inboundEvents) = await AnsweredAsync();
        var (outbound, invite, outboundEvents) = await PlacedAsync();
        var guesses = Soak.Number("GUESSES", 2_000);
        var random = new Random(15);

        for (var i = 0; i < guesses; i++)
        {
            // The forger's address is no secret's holder; from the phone's own address only wrong tags are tried, since the right ones are its own.
            var elsewhere = random.Next(2) == 0;
            var from = elsewhere ? _forger : _phone;
            var method = Methods[random.Next(Methods.Length)];
            var text = random.Next(2) == 0
                ? Guess(from, method, answer.Header("Call-ID"), answer.ToTag!, answer.FromTag!, elsewhere, random)
                : Guess(from, method, invite.Header("Call-ID"), invite.FromTag!, "phone", elsewhere, random);
            from.Send(text, _agent.Address);
            var status = (await from.ExpectAsync("481")).Status;
            Assert.Equal(481, status);
        }

        Assert.Equal((SipSessionState.Confirmed, SipSessionState.Confirmed), (inbound.State, outbound.State));
        Assert.Equal((0, 0), (inboundEvents.Waiting, outboundEvents.Waiting));
        output.WriteLine($"{guesses} guesses, 0 legs ended");

        // What was proof against forgers still listens to its own.
        _phone.Send(_phone.InDialog("BYE", answer, 2), _agent.Address);
        await _phone.ExpectAsync("200");
        Assert.Equal(SipEndKind.RemoteBye, (await inboundEvents.EndAsync()).Kind);
        _phone.Send(_phone.InDialogBack("BYE", invite, 1), _agent.Address);
        await _phone.ExpectAsync("200");
        Assert.Equal(SipEndKind.RemoteBye, (await outboundEvents.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
    }

    [Theory]
    [InlineData("BYE")]
    [InlineData("INVITE")]
    [InlineData("UPDATE")]
    [InlineData("INFO")]
    public async Task RightIds_FromOutsideTheTrunk_Are481(string method)
    {
        var (call, answer, events) = await AnsweredAsync();

        _forger.Send(_forger.InDialog(method, answer, 2, body: method == "BYE" ? "" : ScriptedPhone.Sdp), _agent.Address);

        await _forger.ExpectAsync("481");
        Assert.Equal((SipSessionState.Confirmed, 0), (call.State, events.Waiting));
    }

    [Theory]
    [InlineData("BYE")]
    [InlineData("INVITE")]
    [InlineData("INFO")]
    public async Task OldCSeq_Is500(string method)
    {
        var (call, answer, events) = await AnsweredAsync();
        _phone.Send(_phone.InDialog("OPTIONS", answer, 7), _agent.Address);
        await _phone.ExpectAsync("200");

        _phone.Send(_phone.InDialog(method, answer, 6, body: method == "INVITE" ? ScriptedPhone.Sdp : ""), _agent.Address);

        await _phone.ExpectAsync("500");
        Assert.Equal((SipSessionState.Confirmed, 0), (call.State, events.Waiting));
    }

    [Fact]
    public async Task Cancel_WithAGuessedBranchOrFromElsewhere_EndsNothing()
    {
        var invite = _phone.Request("INVITE", _agent.Address, "ringing", branch: "z9hG4bK-secret", body: ScriptedPhone.Sdp);
        _phone.Send(invite, _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Ring();
        await _phone.ExpectLaterAsync("180");

        for (var i = 0; i < 200; i++)
        {
            _phone.Send(_phone.Request("CANCEL", _agent.Address, "ringing", branch: $"z9hG4bK-guess-{i}"), _agent.Address);
            await _phone.ExpectAsync("481");
        }

        // The right branch and sent-by, but not the INVITE's source.
        var right = _phone.Request("CANCEL", _agent.Address, "ringing", branch: "z9hG4bK-secret");
        _forger.Send(right, _agent.Address);
        await _forger.ExpectAsync("481");
        Assert.Equal((SipSessionState.Early, 0), (call.State, events.Waiting));

        _phone.Send(right, _agent.Address);
        Assert.Equal(SipEndKind.RemoteCancel, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Answers_WithAGuessedBranch_AreNobodys()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "180 Ringing");
        await events.NextAsync("Provisional");
        var random = new Random(16);
        for (var i = 0; i < 500; i++)
        {
            var guess = invite.Text.Replace(invite.Branch, $"z9hG4bK{random.NextInt64():x16}", StringComparison.Ordinal);
            var status = i % 2 == 0 ? "200 OK" : "486 Busy Here";
            _forger.Send(new WireMessage(guess, invite.From).Answer(status, "evil", _forger.Contact, ScriptedPhone.Sdp), _agent.Address);
        }

        Assert.Equal((SipSessionState.Early, 0), (call.State, events.Waiting));
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
    }

    private static string Guess(ScriptedPhone from, string method, string callId, string ourTag, string theirTag, bool elsewhere, Random random)
    {
        var kind = random.Next(elsewhere ? 6 : 5);
        var noise = random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        var (to, tag) = kind switch
        {
            0 => (noise, theirTag),
            1 => (ourTag, noise),
            2 => (theirTag, ourTag),
            3 => (ourTag[..^1], theirTag),
            4 => (ourTag, theirTag.ToUpperInvariant() + "x"),
            _ => (ourTag, theirTag),
        };
        var body = method is "INVITE" or "UPDATE" ? ScriptedPhone.Sdp : "";
        return from.Request(method, from.Address, callId, (uint)random.Next(2, 100), null, to, tag, body: body);
    }

    private async Task<(SipSession Call, WireMessage Answer, SessionRecorder Events)> AnsweredAsync()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, "inbound-1", body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        var answer = await _phone.ExpectLaterAsync("200");
        _phone.Send(_phone.InDialog("ACK", answer, 1), _agent.Address);
        await events.NextAsync("Confirmed");
        return (call, answer, events);
    }

    private async Task<(SipSession Call, WireMessage Invite, SessionRecorder Events)> PlacedAsync()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        return (call, invite, events);
    }
}
