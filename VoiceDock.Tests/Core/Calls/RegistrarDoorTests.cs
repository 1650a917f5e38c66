using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Auth;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Who is heard at the registrar's door of a running console, and how often somebody may guess.</summary>
[Trait("Kind", "Sip")]
public sealed class RegistrarDoorTests : IAsyncLifetime
{
    private const string Secret = "canary-Pa55word-door";

    private readonly ScriptedPhone _stranger = new("127.0.0.11");
    private CallRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await CallRig.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _stranger.Dispose();
    }

    [Fact]
    public async Task NoTrunkTakesRegistrations_AStrangersRegisterIsNotHeard()
    {
        _stranger.Send(_stranger.Request("REGISTER", _rig.Console), _rig.Console);

        await _stranger.ExpectSilenceAsync(TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task OneTrunkTakesThem_OnlyRegisterIsHeard_AndNothingIsRememberedOfAStranger()
    {
        await AcceptAsync();

        foreach (var method in new[] { "OPTIONS", "INVITE", "MESSAGE" }) _stranger.Send(_stranger.Request(method, _rig.Console, callId: method), _rig.Console);
        await _stranger.ExpectSilenceAsync(TimeSpan.FromMilliseconds(300));
        _stranger.Send(_stranger.Request("REGISTER", _rig.Console), _rig.Console);

        var challenge = await _stranger.ExpectAsync("401");
        Assert.Contains("SHA-256", challenge.Text, StringComparison.Ordinal);
        Assert.NotNull(challenge.ToTag);
        Assert.Equal(0, _rig.Get<VoiceDock.Core.Calls.Engine.SipEngine>().Parts.Agent.Counters.ServerTransactions);
    }

    [Fact]
    public async Task Guessing_EndsAfterTenPasswords_AndOpensNothing()
    {
        await AcceptAsync();
        var guesses = 0;
        for (var i = 0; i < 30; i++)
        {
            if (await TryAsync($"guess-{i}", (uint)(2 * i) + 1) is null) break;
            guesses++;
        }

        Assert.Equal(10, guesses);
        Assert.Null(await TryAsync(Secret, 1_000)); // now not even the right one is heard
        Assert.False(_rig.Get<TrunkPeers>().IsPeer(_stranger.Address));
    }

    [Fact]
    public async Task RightPassword_MakesAPeer_UntilTheTrunkIsSwitchedOff()
    {
        var trunk = await AcceptAsync();

        Assert.Equal("200", (await TryAsync(Secret, 1))!.StartLine[8..11]);

        Assert.Equal([trunk.Id], _rig.Get<TrunkPeers>().TrunksAt(_stranger.Address).Select(t => t.Id));
        _stranger.Send(_stranger.Request("OPTIONS", _rig.Console, callId: "alive"), _rig.Console);
        await _stranger.ExpectAsync("200");
        await _rig.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { IsActive = false }, CallRig.Operator);
        Assert.False(_rig.Get<TrunkPeers>().IsPeer(_stranger.Address));
        await _rig.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { IsActive = true }, CallRig.Operator);
        Assert.False(_rig.Get<TrunkPeers>().IsPeer(_stranger.Address)); // it has to register again
    }

    private Task<Trunk> AcceptAsync() => _rig.AddLineAsync(
        "+441632960900", 5999, t => (t.Host, t.AcceptsRegistration, t.RegistrationUsername, t.RegistrationPassword) = ("127.0.0.99", true, "pbx", Secret));

    /// <summary>One REGISTER with a password, after its challenge; null when nobody answers any more.</summary>
    private async Task<WireMessage?> TryAsync(string password, uint cseq)
    {
        const string Expires = "Expires: 300";
        _stranger.Send(_stranger.Request("REGISTER", _rig.Console, "guess", cseq, headers: Expires), _rig.Console);
        if (await _stranger.TryReceiveAsync(TimeSpan.FromMilliseconds(500)) is not { } challenge) return null;
        var text = _stranger.Request("REGISTER", _rig.Console, "guess", cseq + 1, headers: Expires);
        var request = (SipRequest)SipParser.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Message!;
        var answer = new DigestClient(new FakeCredentials("pbx", password)).Answer((SipResponse)SipParser.Parse(System.Text.Encoding.UTF8.GetBytes(challenge.Text)).Message!, request, out _);
        _stranger.Send(_stranger.Request("REGISTER", _rig.Console, "guess", cseq + 1, headers: $"{Expires}\n{answer!.HeaderName}: {answer.HeaderValue}"), _rig.Console);
        return await _stranger.TryReceiveAsync(TimeSpan.FromSeconds(5));
    }
}
