using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>VoiceDock registers with foreign registrars: what each answer makes of the trunk, and a call that comes in over the registration.</summary>
[Trait("Kind", "Sip")]
public sealed class RegistrationTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private static int _numbers;

    private TrunkRegistrations States => rig.Core.Get<TrunkRegistrations>();

    [Fact]
    [Interop("SIPp", "we register there", "digest MD5")]
    public async Task Registrar_ThatAccepts_KeepsUsUntilTheTrunkIsSwitchedOff()
    {
        await using var registrar = await SippPeer.ListenAsync("registrar-accepts", more: ["-key", "password", CallRig.Password]);
        var trunk = await RegisterAsync(registrar.Address.Port);

        var now = await UntilAsync(trunk, TrunkRegistrationState.Registered);

        Assert.InRange(now.ExpiresAt!.Value - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(280), TimeSpan.FromSeconds(300));
        Assert.Null(now.Reason);
        await Eventually.TrueAsync(() => rig.Core.Get<TrunkDirectory>().Find(trunk.Id)!.Realm == "pbx.test", "the realm is learnt by the registration");
        await rig.Core.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { IsActive = false }, CallRig.Operator);
        await registrar.SucceedAsync(); // it saw Expires: 0
        await UntilAsync(trunk, TrunkRegistrationState.Off);
    }

    [Theory]
    [InlineData("registrar-challenges-for-ever", TrunkRegistrationState.Refused, "with this password")]
    [InlineData("registrar-forbids", TrunkRegistrationState.Refused, "403 Forbidden")]
    [InlineData("registrar-does-not-register", TrunkRegistrationState.Refused, "does not accept registration")]
    [InlineData("registrar-is-overloaded", TrunkRegistrationState.Unreachable, "503 Service Unavailable")]
    [Interop("SIPp", "we register there")]
    public async Task Registrar_ThatDoesNot_IsToldInWords(string scenario, TrunkRegistrationState state, string words)
    {
        await using var registrar = await SippPeer.ListenAsync(scenario);

        var trunk = await RegisterAsync(registrar.Address.Port);

        var now = await UntilAsync(trunk, state);
        Assert.Contains(words, now.Reason, StringComparison.Ordinal);
        Assert.Null(now.ExpiresAt);
        await registrar.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "we register there")]
    public async Task Registrar_ThatWantsLonger_GetsIt()
    {
        await using var registrar = await SippPeer.ListenAsync("registrar-finds-it-too-brief");

        var trunk = await RegisterAsync(registrar.Address.Port);

        var now = await UntilAsync(trunk, TrunkRegistrationState.Registered);
        Assert.True(now.ExpiresAt > TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1100));
        await registrar.SucceedAsync();
    }

    [Fact]
    public async Task Registrar_ThatIsSilent_IsUnreachable()
    {
        using var silent = new SilentPeer();

        var trunk = await RegisterAsync(silent.Port);

        Assert.Contains("No answer", (await UntilAsync(trunk, TrunkRegistrationState.Unreachable)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrar_WhereNobodyListens_IsUnreachable_AndAnEditTriesAtOnce()
    {
        var trunk = await RegisterAsync(FreePort.Udp());
        Assert.Contains("Nothing listens", (await UntilAsync(trunk, TrunkRegistrationState.Unreachable)).Reason, StringComparison.Ordinal);
        await using var registrar = await SippPeer.ListenAsync("registrar-finds-it-too-brief");

        await rig.Core.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { Port = registrar.Address.Port }, CallRig.Operator);

        await UntilAsync(trunk, TrunkRegistrationState.Registered);
    }

    [Fact]
    [Interop("practice PBX", "we register there", "digest SHA-256")]
    public async Task PracticePbx_TakesUsAndLetsUsGo()
    {
        var trunk = await RegisterAsync(rig.Core.Pbx.Address.Port);
        await UntilAsync(trunk, TrunkRegistrationState.Registered);
        Assert.Equal(rig.Core.Console.Port, rig.Core.Pbx.Registered.Single().Contact.Port);

        await rig.Core.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { Register = false }, CallRig.Operator);

        await Eventually.TrueAsync(() => rig.Core.Pbx.Registered.Count == 0, "the practice PBX holds no contact of ours any more");
        await UntilAsync(trunk, TrunkRegistrationState.Off);
    }

    [Fact]
    [Interop("Kamailio", "we register there", "digest SHA-256", "call in")]
    [Interop("baresip", "call in")]
    public async Task Kamailio_ByDigestWithSha256_RoutesACallToOurContact()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, "SHA-256");
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        var number = NextNumber();
        var trunk = await RegisterAsync(pbx.Port, number);
        await UntilAsync(trunk, TrunkRegistrationState.Registered);

        await phone.DialAsync($"sip:{number}@127.0.0.1:{pbx.Port}");

        await phone.UntilAsync("CALL_ESTABLISHED");
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        await Eventually.TrueAsync(() => phone.Heard().Has(880), "the phone behind Kamailio hears the attendant");
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
    }

    [Theory]
    [InlineData("tcp", null, TrunkSrtp.Off)]
    [InlineData("tls", null, TrunkSrtp.Off)]
    [InlineData("tls", "srtp-mand", TrunkSrtp.Required)]
    [InlineData("tls", "srtp-mand", TrunkSrtp.Optional)]
    [Interop("Kamailio", "we register there", "call in", "TCP", "TLS")]
    [Interop("baresip", "call in", "SRTP")]
    public async Task Kamailio_OverAConnection_RoutesACallBackOverIt(string transport, string? encryption, TrunkSrtp srtp)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, "SHA-256", certificatePem: authority.Issue(["127.0.0.1"]));
        await using var phone = await BaresipPhone.StartAsync(pbx.Port, encryption: encryption);
        var number = NextNumber();
        var trunk = await rig.Core.AddLineAsync(number, transport == "tls" ? pbx.TlsPort : pbx.Port, t =>
            (t.Register, t.Transport, t.TlsCaPem, t.Srtp) = (true, transport, authority.AuthorityPem, WireName.Of(srtp)));
        await UntilAsync(trunk, TrunkRegistrationState.Registered);

        await phone.DialAsync($"sip:{number}@127.0.0.1:{pbx.Port}");

        await phone.UntilAsync("CALL_ESTABLISHED");
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        Assert.Equal(trunk.Id, call.InboundTrunkId);
        await Eventually.TrueAsync(() => phone.Heard().Has(880), "the phone behind Kamailio hears the attendant");
        Assert.Equal(encryption is not null, phone.Output.Contains("SRTP is Enabled", StringComparison.OrdinalIgnoreCase));
        await phone.HangUpAsync();
        await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
    }

    [Fact]
    [Interop("Kamailio", "we register there")]
    public async Task Kamailio_WithAnotherPassword_IsRefused()
    {
        await using var pbx = await KamailioPbx.StartAsync("another-password", "SHA-256");

        var trunk = await RegisterAsync(pbx.Port);

        await UntilAsync(trunk, TrunkRegistrationState.Refused);
        await Eventually.TrueAsync(() => pbx.Count("REGISTER") == 2, () => $"Kamailio saw two tries:\n{pbx.Output}");
    }

    private static string NextNumber() => $"+4416329607{Interlocked.Increment(ref _numbers):00}";

    private Task<Trunk> RegisterAsync(int port, string? number = null) => rig.Core.AddLineAsync(number ?? NextNumber(), port, t => t.Register = true);

    private async Task<TrunkRegistration> UntilAsync(Trunk trunk, TrunkRegistrationState state)
    {
        await Eventually.TrueAsync(() => States.Of(trunk.Id).State == state, () => $"the trunk is {state}: {States.Of(trunk.Id)}");
        return States.Of(trunk.Id);
    }
}
