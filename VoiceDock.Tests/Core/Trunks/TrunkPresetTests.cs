using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPresetTests
{
    private static readonly PbxSide Us = new("203.0.113.9", 5066, "20000-29999", "office");

    [Theory]
    [InlineData("freepbx", "udp", 5060, "e164_plain", true, "caller", "pai", "192.168.1.100")]
    [InlineData("3cx", "udp", 5060, "e164_plus", true, "caller", "from", "yourcompany.3cx.com")]
    [InlineData("generic", "udp", 5060, "e164_plus", false, "number", "pai", "sip.provider.com")]
    public void Preset_Defaults_AreThoseOfTheTable(
        string slug, string transport, int port, string format, bool extensions, string policy, string header, string exampleHost)
    {
        var preset = TrunkPresets.All.Single(p => p.Slug == slug);

        Assert.Equal((transport, port), (WireName.Of(preset.Transport), preset.Port));
        Assert.Equal((format, extensions), (WireName.Of(preset.NumberFormat), preset.AllowExtensions));
        Assert.Equal((policy, header), (WireName.Of(preset.CallerIdPolicy), WireName.Of(preset.CallerIdHeader)));
        Assert.Equal(slug == "generic" ? ["PCMA", "PCMU"] : ["PCMA", "PCMU", "G722"], preset.Codecs);
        Assert.Equal(exampleHost, preset.Field("host")?.Example);
    }

    [Theory]
    [InlineData("freepbx", TrunkSrtp.Off)]
    [InlineData("3cx", TrunkSrtp.Optional)]
    [InlineData("generic", TrunkSrtp.Off)]
    public void Srtp_Default_IsThePresetsOverTls_AndOffOverAnythingElse(string slug, TrunkSrtp overTls)
    {
        Assert.Equal(overTls, TrunkPresets.For(slug).SrtpOver("tls"));
        Assert.Equal(TrunkSrtp.Off, TrunkPresets.For(slug).SrtpOver("udp"));
        Assert.Equal(TrunkSrtp.Off, TrunkPresets.For(slug).SrtpOver(null));
    }

    [Theory]
    [InlineData("3CX", "3cx")]
    [InlineData("something else", "generic")]
    [InlineData(null, "generic")]
    public void For_AnyProvider_FallsBackToGeneric(string? provider, string slug) => Assert.Equal(slug, TrunkPresets.For(provider).Slug);

    [Fact]
    public void Presets_EachNamesFieldsThatExist()
    {
        var known = typeof(TrunkInput).GetProperties().Select(p => WireName.OfProperty(p.Name)).ToHashSet();

        Assert.All(TrunkPresets.All.SelectMany(p => p.Fields.Concat(p.FieldsWhenRegistering)), f => Assert.Contains(f.Field, known));
    }

    [Fact]
    public void Presets_FormStartedFromEach_IsValidOnceNameAndHostAreGiven()
    {
        foreach (var preset in TrunkPresets.All)
        {
            var input = TrunkInput.From(preset);
            (input.Name, input.Host) = ("PBX", "pbx.example.com");

            Assert.Empty(new TrunkRules().Problems(input));
        }
    }

    [Fact]
    public void PbxSide_EveryText_IsFilledAndNeverHoldsAPassword()
    {
        foreach (var preset in TrunkPresets.All)
        {
            foreach (var mode in Enum.GetValues<TrunkRegistrationMode>())
            {
                var texts = Us.Fill(preset.StepsFor(mode)).Select(s => s.Value).Append(Us.Fill(preset.TextFor(mode) ?? "")).ToList();

                Assert.All(texts, t => Assert.DoesNotContain("{", t));
                Assert.Contains(texts, t => t.Contains("203.0.113.9"));
            }
        }

        Assert.Contains("password=<ask the VoiceDock administrator>", Us.Fill(TrunkPresets.FreePbx.PbxText!));
    }
}
