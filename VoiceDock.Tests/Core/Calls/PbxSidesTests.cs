using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>The facts about us as the running engine knows them.</summary>
[Trait("Kind", "Sip")]
public sealed class PbxSidesTests
{
    [Fact]
    public async Task Facts_AreThoseOfTheListener_AndAnAddressNobodyCanReachIsSaid()
    {
        await using var rig = await CallRig.StartAsync();

        var inside = Of(rig, "127.0.0.1", "udp");
        var outside = Of(rig, "pbx.example.com", "udp");
        var untyped = Of(rig, null, "udp");

        Assert.Equal(("127.0.0.1", rig.Console.Port), (inside.OurAddress, inside.OurPort));
        Assert.Equal((null, null), (inside.Caution, untyped.Caution));
        Assert.StartsWith("VoiceDock listens on 127.0.0.1 only", outside.Caution, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublicAddress_IsShownToPeersOutside_WithoutACaution()
    {
        await using var rig = await CallRig.StartAsync(settings: ("Sip:PublicAddress", "203.0.113.9"));

        var outside = Of(rig, "pbx.example.com", "udp");

        Assert.Equal(("203.0.113.9", null), (outside.OurAddress, outside.Caution));
        Assert.Contains("Add 203.0.113.9 to your firewall's allow-list", outside.Fill(PbxSide.AllowList), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsWithoutACertificate_IsSaidBesideTheAddress()
    {
        await using var rig = await CallRig.StartAsync();

        var side = Of(rig, "pbx.example.com", "tls");

        Assert.Contains("VoiceDock listens on 127.0.0.1 only", side.Caution, StringComparison.Ordinal);
        Assert.EndsWith("set Sip:CertificateFile.", side.Caution, StringComparison.Ordinal);
        Assert.Empty(side.CertificateNames);
    }

    [Fact]
    public async Task CertificateNames_AreThoseOfTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-names-");
        using var authority = new TestCertificates();
        var path = Path.Combine(folder.FullName, "sip.pem");
        await File.WriteAllTextAsync(path, authority.Issue(["voicedock.example.com", "sip.example.com"]), TestContext.Current.CancellationToken);
        await using (var rig = await CallRig.StartAsync(settings: [("Sip:CertificateFile", path), ("Sip:TlsPort", "0")]))
        {
            var side = Of(rig, "127.0.0.1", "tls");

            Assert.Equal(["voicedock.example.com", "sip.example.com"], side.CertificateNames);
            Assert.Null(side.Caution);
        }

        folder.Delete(recursive: true);
    }

    private static PbxSide Of(CallRig rig, string? host, string transport) =>
        rig.Get<IPbxSides>().Of(new TrunkInput { Provider = "freepbx", Host = host, Transport = transport });
}
