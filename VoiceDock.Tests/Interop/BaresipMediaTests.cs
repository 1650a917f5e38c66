using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>
/// Baresip, with libsrtp and Spandsp inside, as the extension: wideband and encrypted audio with a foreign implementation, both ways. Where this Kamailio takes UDP, encryption is
/// set past the trunk's own rule (TLS only).
/// </summary>
[Trait("Kind", "Sip")]
public sealed class BaresipMediaTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("baresip", "codec")]
    public async Task Wideband_PhoneHasOnlyG722_IsRewrittenForTheCaller()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port, codecs: "G722/16000/1");
        await using var call = await rig.CallAsync(pbx.Port);

        await call.ConnectAsync(phone);

        await call.EndAsync();
    }

    [Theory]
    [InlineData(TrunkSrtp.Optional)]
    [InlineData(TrunkSrtp.Required)]
    [Interop("baresip", "call out", "SRTP")]
    public async Task Encrypted_PhoneEncrypts_AudioGoesBothWays(TrunkSrtp mode)
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port, encryption: "srtp-mand");
        await using var call = await rig.CallAsync(pbx.Port);
        call.Trunk.Srtp = mode;

        await call.ConnectAsync(phone);

        Assert.Contains("SRTP is Enabled", phone.Output, StringComparison.OrdinalIgnoreCase);
        await call.EndAsync();
    }

    /// <summary>As a trunk is really set up: TLS to Kamailio, whose certificate is checked, and keys inside it.</summary>
    [Theory]
    [InlineData("optional", "srtp-mand", true)]
    [InlineData("required", "srtp-mand", true)]
    [InlineData("optional", null, false)]
    [Interop("Kamailio", "call out", "TLS")]
    [Interop("baresip", "call out")]
    public async Task OverTls_TrunkAsSaved_AudioGoesBothWays(string srtp, string? phonesEncryption, bool isEncrypted)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, "SHA-256", certificatePem: authority.Issue(["127.0.0.1"]));
        await using var phone = await BaresipPhone.StartAsync(pbx.Port, encryption: phonesEncryption);
        await using var call = await rig.CallAsync(pbx.TlsPort, t => (t.Transport, t.TlsCaPem, t.Srtp) = ("tls", authority.AuthorityPem, srtp));

        await call.ConnectAsync(phone);

        Assert.Equal(isEncrypted, phone.Output.Contains("SRTP is Enabled", StringComparison.OrdinalIgnoreCase));
        await call.EndAsync();
    }

    [Fact]
    [Interop("baresip", "SRTP", "codec")]
    public async Task Encrypted_WidebandToo_AudioGoesBothWays()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port, codecs: "G722/16000/1", encryption: "srtp-mand");
        await using var call = await rig.CallAsync(pbx.Port);
        call.Trunk.Srtp = TrunkSrtp.Required;

        await call.ConnectAsync(phone);

        await call.EndAsync();
    }

    [Fact]
    [Interop("baresip", "call out")]
    public async Task Optional_PhoneDoesNotEncrypt_IsConnectedInTheClear()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        call.Trunk.Srtp = TrunkSrtp.Optional;

        await call.ConnectAsync(phone);

        await call.EndAsync();
    }

    [Fact]
    [Interop("baresip", "SRTP")]
    public async Task Required_PhoneDoesNotEncrypt_FailsAndTheCallerIsKept()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        call.Trunk.Srtp = TrunkSrtp.Required;
        var before = call.Heard.Now;

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Equal("no_common_codec", after.Transfers.Single().Reason);
        await call.HearsFailureAsync(before);
        await call.EndAsync();
    }
}
