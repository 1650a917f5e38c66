using System.Globalization;
using System.Net;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Baresip as a PBX that registers with us, from an address no trunk knows: it may call once it is registered, and is called there.</summary>
[Trait("Kind", "Sip")]
public sealed class PbxRegistersTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private const string Secret = "canary-Pa55word-registers";

    private TrunkPeers Peers => rig.Core.Get<TrunkPeers>();

    private TrunkRegistrations States => rig.Core.Get<TrunkRegistrations>();

    [Fact]
    [Interop("baresip", "registers here", "digest MD5", "call in", "call out")]
    public async Task Pbx_RegistersByDigest_CallsIn_AndIsCalledWhereItRegisteredFrom()
    {
        const string number = "+441632960801";
        using var nobody = new SilentPeer();
        var trunk = await AcceptAsync(number, "pbx-one", nobody.Port);
        var home = IPAddress.Parse("127.0.0.9");
        Assert.False(Peers.IsPeer(new IPEndPoint(home, 5060)));

        await using (var pbx = await StartAsync("pbx-one", Secret, home))
        {
            await UntilAsync(trunk, TrunkRegistrationState.Registered);
            Assert.True(Peers.IsPeer(new IPEndPoint(home, 5060)));
            Assert.Contains("127.0.0.9", States.Of(trunk.Id).Reason, StringComparison.Ordinal);

            // its host is silent: the check goes where calls go
            var check = await rig.Core.Get<TrunkChecker>().CheckAsync(trunk, TestContext.Current.CancellationToken);
            Assert.True(check.Ok, check.Words);
            Assert.Contains("The PBX that registered from 127.0.0.9", check.Words, StringComparison.Ordinal);

            await pbx.DialAsync($"sip:{number}@127.0.0.1:{rig.Core.Console.Port}");
            await pbx.UntilAsync("CALL_ESTABLISHED");
            var inbound = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
            Assert.Equal(trunk.Id, inbound.InboundTrunkId);
            await pbx.HangUpAsync();
            await rig.Core.UntilAsync(c => c.Id == inbound.Id && !c.State.IsLive());

            // the trunk's own host answers nothing: the call goes to the contact
            await using var call = await rig.CallAsync(trunk, number);
            call.Caller.Say(new ToneSource(1000));
            await call.TransferAsync(TransferState.Connected);
            await call.HearsAsync(BaresipPhone.Tone);
            await Eventually.TrueAsync(() => pbx.Heard().Has(1000), "the PBX hears the caller");
            await call.EndAsync();
        }

        await rig.Core.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { AcceptsRegistration = false }, CallRig.Operator);
        Assert.False(Peers.IsPeer(new IPEndPoint(home, 5060)));
    }

    [Fact]
    [Interop("baresip", "registers here")]
    public async Task Pbx_WithTheWrongPassword_IsNoPeer_AndTheOperatorIsTold()
    {
        using var nobody = new SilentPeer();
        var trunk = await AcceptAsync("+441632960802", "pbx-two", nobody.Port);
        var home = IPAddress.Parse("127.0.0.10");

        await using var pbx = await StartAsync("pbx-two", "not-the-password", home);

        await Eventually.TrueAsync(() => States.Of(trunk.Id).Reason?.Contains("wrong password", StringComparison.Ordinal) == true, () => $"the refusal is told: {States.Of(trunk.Id)}");
        Assert.Equal(TrunkRegistrationState.Off, States.Of(trunk.Id).State);
        Assert.False(Peers.IsPeer(new IPEndPoint(home, 5060)));
    }

    // This baresip fails on the SHA-256 challenge instead of passing it over. When it comes back (by itself after 30 s and more; here as one more account)
    // it is offered MD5 alone.
    private async Task<BaresipPhone> StartAsync(string user, string password, IPAddress home)
    {
        var account = $"<sip:200@{{0}}>;auth_user={user};auth_pass={password};regint=60";
        var pbx = await BaresipPhone.StartAsync(rig.Core.Console.Port, account, home, until: "200 OK|Function not implemented|401 Unauthorized");
        if (pbx.Output.Contains("Function not implemented", StringComparison.Ordinal)) await pbx.AddAccountAsync(string.Format(CultureInfo.InvariantCulture, account, rig.Core.Console));
        return pbx;
    }

    private Task<Trunk> AcceptAsync(string number, string user, int port) => rig.Core.AddLineAsync(
        number, port, t => (t.AcceptsRegistration, t.RegistrationUsername, t.RegistrationPassword) = (true, user, Secret));

    private Task UntilAsync(Trunk trunk, TrunkRegistrationState state) =>
        Eventually.TrueAsync(() => States.Of(trunk.Id).State == state, () => $"the trunk is {state}: {States.Of(trunk.Id)}");
}
