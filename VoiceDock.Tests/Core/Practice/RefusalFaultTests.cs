using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>What a practice PBX refuses whoever asks.</summary>
[Trait("Kind", "Sip")]
public sealed class RefusalFaultTests
{
    [Fact]
    public async Task AddressNotAllowed_Is403WithoutAChallenge()
    {
        await using var rig = FaultyPbx.With(PracticeFault.AddressNotAllowed);

        var exchange = await rig.AskAsync("REGISTER");
        Assert.Equal((403, false), (exchange.Response!.StatusCode, exchange.Request.Headers.Has("Authorization")));
        var (call, events) = rig.Call();
        Assert.Equal(403, (await events.EndAsync()).StatusCode);
        Assert.False(call.InviteRequest.Headers.Has("Authorization"));
        Assert.Equal(200, (await rig.AskAsync("OPTIONS")).Response!.StatusCode);
    }

    [Fact]
    public async Task NoRegister_Is405_AndCallsAreChallengedAllTheSame()
    {
        await using var rig = FaultyPbx.With(PracticeFault.NoRegister);

        var exchange = await rig.AskAsync("REGISTER");
        Assert.Equal((405, false), (exchange.Response!.StatusCode, exchange.Request.Headers.Has("Authorization")));
        Assert.DoesNotContain("REGISTER", exchange.Response.Headers["Allow"], StringComparison.Ordinal);
        var (call, events) = rig.Call();
        await FaultyPbx.AnsweredAsync(events);
        Assert.True(call.InviteRequest.Headers.Has("Authorization"));
    }

    [Fact]
    public async Task InboundDisabled_Is600ToCallsOfThoseItKnows()
    {
        await using var rig = FaultyPbx.With(PracticeFault.InboundDisabled);

        var end = await rig.RefusedAsync();

        Assert.Equal((SipEndKind.Rejected, 600), (end.Kind, end.StatusCode));
        Assert.Equal(SipEndKind.AuthRefused, (await rig.RefusedAsync(FaultyPbx.Credentials(password: "another"))).Kind);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
    }

    [Fact]
    public async Task Busy_Is503WithRetryAfterToEverything()
    {
        await using var rig = FaultyPbx.With(PracticeFault.Busy(retryAfterSeconds: 17));

        foreach (var method in (string[])["OPTIONS", "REGISTER"])
        {
            var response = (await rig.AskAsync(method)).Response!;
            Assert.Equal((503, "17"), (response.StatusCode, response.Headers["Retry-After"]));
        }

        var end = await rig.RefusedAsync();
        Assert.Equal((503, "17"), (end.StatusCode, end.Response!.Headers["Retry-After"]));
    }
}
