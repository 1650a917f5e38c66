using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPresetTests
{
    // The table of the design: transport, SRTP over TLS, number format, extensions, codecs, caller ID, method.
    [Theory]
    [InlineData("freepbx", "udp 5060", "off", "e164_plain", true, "PCMA PCMU G722", "caller pai", TransferMethod.Auto)]
    [InlineData("3cx", "udp 5060", "optional", "e164_plus", true, "PCMA PCMU G722", "caller from", TransferMethod.Auto)]
    [InlineData("generic", "udp 5060", "off", "e164_plus", false, "PCMA PCMU", "number pai", TransferMethod.Auto)]
    [InlineData("twilio", "tls 5061", "required", "e164_plus", false, "PCMU PCMA", "number from", TransferMethod.Bridge)]
    [InlineData("telnyx", "tls 5061", "optional", "e164_plus", false, "PCMA PCMU G722", "number from", TransferMethod.Bridge)]
    [InlineData("teams-sbc", "tls 5061", "required", "e164_plus", false, "PCMA PCMU", "caller from", TransferMethod.Bridge)]
    [InlineData("genesys", "tls 5061", "optional", "e164_plus", false, "PCMU PCMA", "caller from", TransferMethod.Auto)]
    [InlineData("five9", "udp 5060", "off", "e164_plus", false, "PCMU", "caller from", TransferMethod.Bridge)]
    [InlineData("zoom", "tls 5061", "required", "e164_plus", false, "PCMU PCMA G722", "caller from", TransferMethod.Bridge)]
    [InlineData("freeswitch", "udp 5060", "off", "e164_plain", true, "PCMA PCMU G722", "caller pai", TransferMethod.Auto)]
    [InlineData("cube", "tcp 5060", "off", "e164_plus", true, "PCMU PCMA", "caller pai", TransferMethod.Auto)]
    [InlineData("avaya", "tls 5061", "off", "as_entered", true, "PCMA PCMU", "caller pai", TransferMethod.Bridge)]
    [InlineData("kamailio", "udp 5060", "off", "as_entered", true, "PCMA PCMU", "caller from", TransferMethod.Auto)]
    public void Trunk_OfAPresetAndNothingElse_IsAsTheTableSays(
        string slug, string way, string srtp, string format, bool extensions, string codecs, string callerId, TransferMethod method)
    {
        var trunk = new Trunk();

        TrunkWriter.Write(new TrunkInput { Name = "A", Host = "pbx.example.com", Provider = slug }, trunk);

        Assert.Equal(slug, trunk.Preset.Slug);
        Assert.Equal(way, $"{WireName.Of(trunk.Transport)} {trunk.EffectivePort}");
        Assert.Equal(srtp, WireName.Of(trunk.Preset.SrtpOver(TrunkTransport.Tls)));
        Assert.Equal(trunk.Transport == TrunkTransport.Tls ? srtp : "off", WireName.Of(trunk.Srtp));
        Assert.Equal((format, extensions, codecs), (WireName.Of(trunk.NumberFormat), trunk.AllowExtensions, string.Join(' ', trunk.Codecs)));
        Assert.Equal(callerId, $"{WireName.Of(trunk.CallerIdPolicy)} {WireName.Of(trunk.CallerIdHeader)}");
        Assert.Equal((method, false, false), (trunk.TransferMethod, trunk.Register, trunk.AcceptsRegistration));
    }

    [Fact]
    public void All_AreThirteenInTheOrderOfTheirGroups()
    {
        Assert.Equal(13, TrunkPresets.All.Select(p => p.Slug).Distinct().Count());
        Assert.Equal(TrunkPresets.All.OrderBy(p => p.Group).Select(p => p.Slug), TrunkPresets.All.Select(p => p.Slug));
    }

    [Theory]
    [InlineData("freepbx", "192.168.1.100", "hms-sovereign-trunk")]
    [InlineData("3cx", "yourcompany.3cx.com", "hms-sovereign")]
    [InlineData("generic", "sip.provider.com", "your-account")]
    public void Examples_OfTheFirstThree_AreThoseOfTheProductPage(string slug, string host, string user) =>
        Assert.Equal((host, user), (TrunkPresets.For(slug).Field("host")?.Example, TrunkPresets.For(slug).Field("username")?.Example));

    [Theory]
    [InlineData("3CX", "3cx")]
    [InlineData("Teams-SBC", "teams-sbc")]
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
    public void Form_StartedFromEachPreset_IsValidOnceNameAndHostAreGiven_AndLeavesThePortToDns() => Assert.All(TrunkPresets.All, preset =>
    {
        var input = TrunkInput.From(preset);
        (input.Name, input.Host) = ("PBX", "pbx.example.com");

        Assert.Empty(new TrunkRules().Problems(input));
        Assert.Null(input.Port);
    });

    [Theory]
    [InlineData("freepbx", "X-Summary: {summary}")]
    [InlineData("freeswitch", "X-Summary: {summary}")]
    [InlineData("kamailio", "X-Summary: {summary}")]
    [InlineData("generic", "X-Summary: {summary}")]
    [InlineData("3cx", "")]
    [InlineData("twilio", "")]
    public void Headers_NotSaid_AreTheSummaryWhereTheSystemTakesOne_AndCanBeTakenAway(string slug, string expected)
    {
        Assert.Equal(expected, Headers(TrunkSamples.Made(t => t.Provider = slug)));
        Assert.Equal("", Headers(TrunkSamples.Made(t => (t.Provider, t.Headers) = (slug, []))));

        static string Headers(Trunk trunk) => string.Join('|', trunk.Headers.Select(h => $"{h.Name}: {h.Value}"));
    }

    [Theory]
    [InlineData("twilio", 5060, TrunkTransport.Udp)]
    [InlineData("twilio", 5061, TrunkTransport.Tls)]
    [InlineData("twilio", null, TrunkTransport.Tls)]
    [InlineData("zoom", 5060, TrunkTransport.Tls)]
    [InlineData("freepbx", 5061, TrunkTransport.Udp)]
    public void Transport_NotGiven_FitsTheGivenPort(string slug, int? port, TrunkTransport expected) =>
        Assert.Equal(expected, new TrunkInput { Provider = slug, Port = port }.MeantTransport());

    [Theory]
    [InlineData("telnyx", "connection", null, true)]
    [InlineData("telnyx", null, null, false)]
    [InlineData("telnyx", "connection", false, false)]
    [InlineData("twilio", "connection", null, false)]
    public void Registration_NotSaid_IsOnForATelnyxTrunkWithCredentialsOnly(string slug, string? user, bool? said, bool expected)
    {
        var trunk = TrunkSamples.Made(t => (t.Provider, t.Username, t.Register) = (slug, user, said));

        Assert.Equal(expected, trunk.Register);
    }
}
