using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>Whom a practice PBX lets in, and how it asks: REGISTER and INVITE alike.</summary>
[Trait("Kind", "Sip")]
public sealed class AccessFaultTests
{
    [Fact]
    public async Task NothingWrong_RightCredentialsAreAccepted_WrongOnesNot()
    {
        await using var rig = FaultyPbx.With();

        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
        Assert.Equal(SipExchangeOutcome.AuthRefused, (await rig.AskAsync("REGISTER", FaultyPbx.Credentials(password: "another"))).Outcome);
        Assert.Equal(SipEndKind.AuthRefused, (await rig.RefusedAsync(FaultyPbx.Credentials(password: "another"))).Kind);
        Assert.Contains("m=audio ", await rig.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public Task WrongPassword_ChallengesEveryAnswerAgain() => AssertChallengedForEverAsync(PracticeFault.WrongPassword);

    [Fact]
    public Task UnknownUser_OfAFreePbx_LooksLikeAWrongPassword() => AssertChallengedForEverAsync(PracticeFault.UnknownUser());

    [Theory]
    [InlineData(PracticeUnknownUser.NotFound, 404, false)]
    [InlineData(PracticeUnknownUser.NotFoundAfterChallenge, 404, true)]
    [InlineData(PracticeUnknownUser.ForbiddenAfterChallenge, 403, true)]
    public async Task UnknownUser_OfOthers_IsSaid(PracticeUnknownUser said, int status, bool isChallenged)
    {
        await using var rig = FaultyPbx.With(PracticeFault.UnknownUser(said));

        var exchange = await rig.AskAsync("REGISTER");
        Assert.Equal(status, exchange.Response!.StatusCode);
        Assert.Equal(isChallenged, exchange.Request.Headers.Has("Authorization"));
        var (call, events) = rig.Call();
        Assert.Equal(status, (await events.EndAsync()).StatusCode);
        Assert.Equal(isChallenged, call.InviteRequest.Headers.Has("Authorization"));
        Assert.Equal(200, (await rig.AskAsync("OPTIONS")).Response!.StatusCode);
    }

    [Fact]
    public async Task WrongAuthId_TakesTheAuthIdAndNotTheExtension()
    {
        await using var rig = FaultyPbx.With(PracticeFault.WrongAuthId("x8Jq2LmN"));

        Assert.Equal(SipExchangeOutcome.AuthRefused, (await rig.AskAsync("REGISTER")).Outcome);
        Assert.Equal(SipEndKind.AuthRefused, (await rig.RefusedAsync()).Kind);
        Assert.Equal(200, (await rig.AskAsync("REGISTER", FaultyPbx.Credentials("x8Jq2LmN"))).Response!.StatusCode);
        await FaultyPbx.AnsweredAsync(rig.Call(FaultyPbx.Credentials("x8Jq2LmN")).Events);
        Assert.NotEmpty(rig.Pbx.Registered);
    }

    [Fact]
    public async Task NeverChallenged_SaysYesToAll()
    {
        await using var rig = FaultyPbx.With(PracticeFault.NeverChallenged);

        var exchange = await rig.AskAsync("REGISTER");
        Assert.Equal((200, false), (exchange.Response!.StatusCode, exchange.Request.Headers.Has("Authorization")));
        Assert.Contains(rig.Agent.Address.ToString(), exchange.Response.Headers["Contact"], StringComparison.Ordinal);
        var (call, events) = rig.Call();
        await FaultyPbx.AnsweredAsync(events);
        Assert.False(call.InviteRequest.Headers.Has("Authorization"));
    }

    [Fact]
    public async Task OptionsChallenged_IsJudgedByThePassword()
    {
        await using var rig = FaultyPbx.With(PracticeFault.OptionsChallenged);

        var exchange = await rig.AskAsync("OPTIONS");

        Assert.Equal((200, true), (exchange.Response!.StatusCode, exchange.Request.Headers.Has("Authorization")));
        Assert.True(exchange.Response.Headers.Has("Allow"));
        Assert.Equal(SipExchangeOutcome.AuthRefused, (await rig.AskAsync("OPTIONS", FaultyPbx.Credentials(password: "another"))).Outcome);
    }

    [Fact]
    public async Task OtherRealm_IsTheOneInTheChallenge()
    {
        await using var rig = FaultyPbx.With(PracticeFault.OtherRealm("moved.pbx"));
        using var phone = new ScriptedPhone();
        foreach (var challenge in await ChallengesAsync(rig, phone)) Assert.All(challenge, c => Assert.Contains("realm=\"moved.pbx\"", c, StringComparison.Ordinal));

        Assert.Equal(SipExchangeOutcome.ForeignRealm, (await rig.AskAsync("REGISTER", FaultyPbx.Credentials(realm: "practice.pbx"))).Outcome);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
    }

    [Fact]
    public async Task Md5Only_OffersNothingBetter()
    {
        await using var rig = FaultyPbx.With(PracticeFault.Md5Only);
        using var phone = new ScriptedPhone();
        foreach (var challenge in await ChallengesAsync(rig, phone)) Assert.Contains("algorithm=MD5,", Assert.Single(challenge), StringComparison.Ordinal);

        Assert.Equal(SipExchangeOutcome.NoSupportedAlgorithm, (await rig.AskAsync("REGISTER", new TestCredentials(FaultyPbx.Username, FaultyPbx.Password, allowMd5: false))).Outcome);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
    }

    [Fact]
    public async Task UnknownAlgorithm_CannotBeAnswered()
    {
        await using var rig = FaultyPbx.With(PracticeFault.UnknownAlgorithm);

        Assert.Equal(SipExchangeOutcome.NoSupportedAlgorithm, (await rig.AskAsync("REGISTER")).Outcome);
        Assert.Equal(SipEndKind.NoSupportedAlgorithm, (await rig.RefusedAsync()).Kind);
    }

    private static async Task AssertChallengedForEverAsync(PracticeFault fault)
    {
        await using var rig = FaultyPbx.With(fault);

        var exchange = await rig.AskAsync("REGISTER");
        Assert.Equal(SipExchangeOutcome.AuthRefused, exchange.Outcome);
        AssertAsksAgain(exchange.Response!);
        var end = await rig.RefusedAsync();
        Assert.Equal(SipEndKind.AuthRefused, end.Kind);
        Assert.Equal(200, (await rig.AskAsync("OPTIONS")).Response!.StatusCode);
    }

    private static void AssertAsksAgain(SipResponse response)
    {
        Assert.Equal(401, response.StatusCode);
        Assert.All(response.Headers.All("WWW-Authenticate"), c => Assert.DoesNotContain("stale", c, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string[][]> ChallengesAsync(FaultyPbx rig, ScriptedPhone phone)
    {
        phone.Send(phone.Request("REGISTER", rig.Pbx.Address, "register-1"), rig.Pbx.Address);
        var register = await phone.ExpectLaterAsync("401");
        phone.Send(phone.Request("INVITE", rig.Pbx.Address, "invite-1", body: ScriptedPhone.Sdp), rig.Pbx.Address);
        var invite = await phone.ExpectLaterAsync("401");
        return [[.. register.All("WWW-Authenticate")], [.. invite.All("WWW-Authenticate")]];
    }
}
