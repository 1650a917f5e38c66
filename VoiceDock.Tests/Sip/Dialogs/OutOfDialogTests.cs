using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Requests outside any dialog, theirs and ours.</summary>
[Trait("Kind", "Sip")]
public sealed class OutOfDialogTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [InlineData("OPTIONS", "200")]
    [InlineData("REFER", "603")]
    [InlineData("NOTIFY", "481")]
    [InlineData("INFO", "481")]
    [InlineData("UPDATE", "481")]
    [InlineData("BYE", "481")]
    [InlineData("REGISTER", "405")]
    [InlineData("MESSAGE", "405")]
    [InlineData("SPELL", "405")]
    public async Task Request_OfAPeer_GetsTheStacksAnswer(string method, string status)
    {
        var request = _phone.Request(method, _agent.Address);
        _phone.Send(request, _agent.Address);

        var answer = await _phone.ExpectAsync(status);
        Assert.NotNull(answer.ToTag);
        Assert.Equal(status is "200" or "405", answer.Has("Allow"));
        _phone.Send(request, _agent.Address);
        await _phone.ExpectRepeatAsync(answer);
        Assert.Equal(0, _agent.Agent.Counters.ServerTransactions);
    }

    [Fact]
    public async Task Request_AnsweredByTheOwner_IsAskedOnceAndRepeatsGetTheSameAnswer()
    {
        var asked = 0;
        _agent.Answer = request =>
        {
            Interlocked.Increment(ref asked);
            var response = request.CreateResponse(401);
            response.Headers.Add("WWW-Authenticate", "Digest realm=\"here\", nonce=\"n\"");
            return response;
        };
        var register = _phone.Request("REGISTER", _agent.Address);
        _phone.Send(register, _agent.Address);
        var first = await _phone.ExpectAsync("401");

        _phone.Send(register, _agent.Address);

        await _phone.ExpectRepeatAsync(first);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Request_TheOwnerFailsOn_Is500()
    {
        _agent.Answer = _ => throw new InvalidOperationException("A bug of the owner");

        _phone.Send(_phone.Request("OPTIONS", _agent.Address), _agent.Address);

        await _phone.ExpectAsync("500");
    }

    [Fact]
    public async Task Require_OfAnUnknownExtension_Is420()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, headers: "Require: 100rel\r\nRequire: spell, other", body: ScriptedPhone.Sdp), _agent.Address);

        Assert.Equal("spell, other", (await _phone.ExpectAsync("420")).Header("Unsupported"));
    }

    [Theory]
    [InlineData("OPTIONS", "200")]
    [InlineData("INVITE", "180")]
    public async Task MaxForwards_Zero_IsAnsweredNormallySinceWeAreTheEnd(string method, string status)
    {
        _agent.TakeInvite = call => call.Ring();
        _phone.Send(_phone.Request(method, _agent.Address).Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal), _agent.Address);

        await _phone.ExpectLaterAsync(status);
    }

    [Fact]
    public void Message_AboveTheLimit_IsToldAs513() => Assert.Equal(513, SipParser.Parse(new byte[SipParser.MaxMessageBytes + 1]).Error!.Status);

    [Fact]
    public async Task Body_OfAnotherKind_Is415()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: "hello").Replace("application/sdp", "text/plain", StringComparison.Ordinal), _agent.Address);

        Assert.Equal("application/sdp", (await _phone.ExpectAsync("415")).Header("Accept"));
    }

    [Fact]
    public async Task MissingHeader_Is400()
    {
        _phone.Send(_phone.Request("OPTIONS", _agent.Address).Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal), _agent.Address);

        await _phone.ExpectAsync("400");
        Assert.Equal(1, _agent.Agent.Counters.ParseErrors);
    }

    [Fact]
    public async Task Draining_NewCallsAndOptionsAre503WithRetryAfterWhileOldCallsGoOn()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, _) = await _agent.NextCallAsync();
        _agent.Agent.Draining = true;

        _phone.Send(_phone.Request("OPTIONS", _agent.Address, "other-1"), _agent.Address);
        Assert.True((await _phone.ExpectLaterAsync("503")).Has("Retry-After"));
        _phone.Send(_phone.Request("INVITE", _agent.Address, "other-2", body: ScriptedPhone.Sdp), _agent.Address);
        Assert.True((await _phone.ExpectLaterAsync("503")).Has("Retry-After"));

        call.Answer(ScriptedPhone.Sdp);
        await _phone.ExpectLaterAsync("200");
    }

    [Fact]
    public async Task UnknownSource_IsDroppedAndNoticed()
    {
        _agent.Verdict = _ => SipSourceVerdict.Unknown;

        for (var i = 0; i < 3; i++) _phone.Send(_phone.Request("INVITE", _agent.Address, $"c{i}", body: ScriptedPhone.Sdp), _agent.Address);

        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(3, _agent.Agent.Counters.UnknownSource);
        Assert.Equal(1, _agent.Notices.Reader.Count);
        Assert.StartsWith("INVITE sip:100@", (await _agent.Notices.Reader.ReadAsync(TestContext.Current.CancellationToken)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectedSource_Gets403()
    {
        _agent.Verdict = _ => SipSourceVerdict.Reject;

        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);

        await _phone.ExpectAsync("403");
        Assert.Equal(0, _agent.Agent.Counters.Sessions);
    }

    [Fact]
    public async Task UnknownSource_WeAskedOurselves_MayAnswerButNotCall()
    {
        _agent.Verdict = _ => SipSourceVerdict.Unknown;
        var exchange = _agent.Agent.SendAsync(_agent.Options(_phone.Address), TestContext.Current.CancellationToken);
        var options = await _phone.ExpectAsync("OPTIONS");

        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        _phone.Reply(options, "200 OK");

        Assert.Equal(SipExchangeOutcome.Answered, (await exchange).Outcome);
        Assert.Equal(0, _agent.Agent.Counters.Sessions);
    }

    [Fact]
    public async Task SendAsync_ClosedPort_IsUnreachableAtOnce()
    {
        IPEndPoint nobody;
        using (var gone = new ScriptedPhone()) nobody = gone.Address;
        var started = TimeProvider.System.GetTimestamp();

        var exchange = await _agent.Agent.SendAsync(_agent.Options(nobody), TestContext.Current.CancellationToken);

        Assert.Equal(SipExchangeOutcome.Unreachable, exchange.Outcome);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMilliseconds(300));
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task SendAsync_NoAnswer_TimesOutByItsOwnLimitOrTheTransactions()
    {
        var limited = await _agent.Agent.SendAsync(
            _agent.Options(_phone.Address) with { Timeout = TimeSpan.FromMilliseconds(80) }, TestContext.Current.CancellationToken);
        var unlimited = await _agent.Agent.SendAsync(_agent.Options(_phone.Address), TestContext.Current.CancellationToken);

        Assert.Equal((SipExchangeOutcome.Timeout, SipExchangeOutcome.Timeout), (limited.Outcome, unlimited.Outcome));
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task SendAsync_GivenUp_IsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var exchange = _agent.Agent.SendAsync(_agent.Options(_phone.Address), stop.Token);
        await _phone.ExpectAsync("OPTIONS");

        await stop.CancelAsync();

        Assert.Equal(SipExchangeOutcome.Cancelled, (await exchange).Outcome);
        await _agent.AssertEmptyAsync();
    }
}
