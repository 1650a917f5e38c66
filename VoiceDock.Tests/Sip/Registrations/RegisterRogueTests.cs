using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Registrations;

/// <summary>What a rogue must not get by a challenge to our REGISTER: a digest (CVE-2021-41158).</summary>
[Trait("Kind", "Sip")]
public sealed class RegisterRogueTests : IAsyncLifetime
{
    private const string Www = "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _pbx = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _pbx.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [InlineData("evil")]
    [InlineData("")]
    [InlineData("pbx ")]
    [InlineData("PBX")]
    [InlineData("pbx.evil")]
    public async Task ForeignRealm_DrawsNoDigest(string realm)
    {
        var exchange = Register();

        _pbx.Reply(await _pbx.ExpectAsync("REGISTER"), "401 Unauthorized", "a", Www.Replace("realm=\"pbx\"", $"realm=\"{realm}\"", StringComparison.Ordinal));

        Assert.Equal(SipExchangeOutcome.ForeignRealm, (await exchange).Outcome);
        await _pbx.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task ForeignRealmBesideOurs_DrawsOursOnly()
    {
        var exchange = Register();
        _pbx.Reply(await _pbx.ExpectAsync("REGISTER"), "401 Unauthorized", "a", Www.Replace("\"pbx\"", "\"evil\"", StringComparison.Ordinal) + "\r\n" + Www);

        var again = await _pbx.ExpectAsync("REGISTER");

        Assert.Contains("realm=\"pbx\"", again.Header("Authorization"), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", again.Text, StringComparison.Ordinal);
        _pbx.Reply(again, "200 OK");
        Assert.Equal(SipExchangeOutcome.Answered, (await exchange).Outcome);
    }

    [Fact]
    public async Task OtherAddress_DrawsNoDigest()
    {
        using var rogue = new ScriptedPhone("127.0.0.66");
        var exchange = Register();
        var register = await _pbx.ExpectAsync("REGISTER");

        rogue.Send(register.Answer("401 Unauthorized", "a", Www), _agent.Address);

        Assert.Equal(SipExchangeOutcome.ForeignRealm, (await exchange).Outcome);
        await rogue.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Redirection_IsNotFollowed()
    {
        using var rogue = new ScriptedPhone("127.0.0.66");
        var exchange = Register();

        _pbx.Reply(await _pbx.ExpectAsync("REGISTER"), "302 Moved Temporarily", "a", rogue.Contact);

        Assert.Equal(302, (await exchange).Response!.StatusCode);
        await rogue.ExpectSilenceAsync(Moment);
    }

    private Task<SipExchange> Register() => _agent.Agent.SendAsync(
        _agent.Options(_pbx.Address) with { Method = "REGISTER", Credentials = new TestCredentials(realm: "pbx") }, TestContext.Current.CancellationToken);
}
