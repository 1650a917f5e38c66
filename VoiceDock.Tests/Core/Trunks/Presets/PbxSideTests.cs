using System.Xml.Linq;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Tests.Core.Trunks.Presets;

/// <summary>The texts for the other side, made from a form.</summary>
[Trait("Kind", "Unit")]
public sealed class PbxSideTests
{
    [Fact]
    public void EveryTextOfEveryPreset_IsFilled_NamesOurAddress_AndNeverThePassword()
    {
        foreach (var (preset, side) in Everything())
        {
            var texts = side.Steps(preset).Select(s => side.Fill(s.Value)).Concat(side.Blocks(preset).Select(b => b.Text)).ToList();

            Assert.All(texts, t => Assert.DoesNotMatch(@"(?<!\$)\{[a-z_?!]+\}", t));
            // Telnyx learns it from the registration where there are credentials.
            if (preset.Slug != "telnyx") Assert.Contains(texts, t => t.Contains(side.OurAddress, StringComparison.Ordinal));
            Assert.All(texts, t => Assert.DoesNotContain(TrunkSamples.Password, t, StringComparison.Ordinal));
            Assert.NotEmpty(side.Steps(preset));
        }
    }

    [Fact]
    public void EveryXmlText_CanBeParsed_AndEveryFirewallLineNamesUs()
    {
        foreach (var (preset, side) in Everything())
        {
            foreach (var (block, text) in side.Blocks(preset))
            {
                if (block.Format == PbxFormat.Xml) Assert.NotNull(XDocument.Parse(text.StartsWith("<!--", StringComparison.Ordinal) ? text : $"<x>{text}</x>").Root);
                if (block.File.StartsWith("linux-", StringComparison.Ordinal) && block.Format == PbxFormat.Shell)
                    Assert.All(text.Split('\n').Where(l => !l.StartsWith('#')), l => Assert.Contains(side.OurAddress, l, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("freepbx", "pjsip.conf", "username=office\npassword=<ask the VoiceDock administrator>")]
    [InlineData("freepbx", "pjsip.conf", "contact=sip:203.0.113.9:5066\nqualify_frequency=60")]
    [InlineData("freepbx", "pjsip.conf", "match=203.0.113.9")]
    [InlineData("freepbx", "extensions_custom.conf", "[voicedock-in]")]
    [InlineData("freepbx", "ufw", "ufw allow proto udp from 203.0.113.9 to any port 5060\nufw allow proto udp from 203.0.113.9 to any port 10000:20000")]
    [InlineData("freepbx", "iptables", "iptables -I OUTPUT -p udp -d 203.0.113.9 --dport 20000:29999 -j ACCEPT")]
    [InlineData("freepbx", "fail2ban", "ignoreip = 127.0.0.1/8 ::1 203.0.113.9")]
    [InlineData("freeswitch", "Gateway", "<param name=\"proxy\" value=\"203.0.113.9:5066\"/>")]
    [InlineData("freeswitch", "Gateway", "<param name=\"ping\" value=\"30\"/>")]
    [InlineData("freeswitch", "User", "<user id=\"office\">")]
    [InlineData("cube", "dial-peers", " ip address trusted list\n  ipv4 203.0.113.9 255.255.255.255\n")]
    [InlineData("cube", "dial-peers", " codec preference 1 g711ulaw\n codec preference 2 g711alaw\n")]
    [InlineData("kamailio", "dispatcher.list", "1 sip:203.0.113.9:5066 8 0")]
    [InlineData("kamailio", "Address table", "kamctl address add 1 203.0.113.9 32 0 voicedock")]
    [InlineData("teams-sbc", "Request sheet", "- encryption: SRTP with keys by SDES, required")]
    [InlineData("twilio", "one sheet", "  secure trunking: enabled (TLS and SRTP together)")]
    [InlineData("generic", "letter", "Please add 203.0.113.9 to your firewall's allow-list: SIP on UDP port 5066, audio on UDP ports 20000-29999.")]
    public void Text_OfAPreset_HasWhatItsSystemNeeds(string slug, string title, string expected)
    {
        var side = Of(new TrunkInput { Provider = slug, Username = "office", Host = "pbx.example.com" });

        Assert.Contains(expected, side.Blocks(TrunkPresets.For(slug)).First(b => b.Block.Title.Contains(title, StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pjsip_FollowsTheForm_ByAddressOverTlsWithSrtp()
    {
        var text = Pjsip(new TrunkInput { Provider = "freepbx", Transport = "tls", Srtp = "required", Codecs = ["PCMU"] });

        Assert.Contains("transport=transport-tls", text, StringComparison.Ordinal);
        Assert.Contains("media_encryption=sdes", text, StringComparison.Ordinal);
        Assert.Contains("allow=ulaw\n", text, StringComparison.Ordinal);
        Assert.Contains(@"contact=sip:203.0.113.9:5066\;transport=tls", text, StringComparison.Ordinal);
        Assert.DoesNotContain("auth", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pjsip_OfATrunkThatRegisters_HasNoAddressOfOurs()
    {
        var text = Pjsip(new TrunkInput { Provider = "freepbx", Username = "office", Register = true });

        Assert.Contains("[office]\ntype=endpoint", text, StringComparison.Ordinal);
        Assert.Contains("max_contacts=1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pjsip_OfAPbxThatRegistersHere_WritesAnyUserIntoItsAddress()
    {
        var text = Pjsip(new TrunkInput { Provider = "freepbx", AcceptsRegistration = true, RegistrationUsername = "office;x@y" });

        Assert.Contains("client_uri=sip:office%3Bx%40y@203.0.113.9", text, StringComparison.Ordinal);
        Assert.Contains(@"username=office\;x@y", text, StringComparison.Ordinal);
    }

    [Fact]
    public void IPv6_IsWrittenAsEachLanguageWantsIt()
    {
        var side = Of(new TrunkInput { Provider = "freepbx", Username = "office" }) with { OurAddress = "2001:db8::9" };
        var texts = side.Blocks(TrunkPresets.FreePbx).ToDictionary(b => b.Block.File, b => b.Text);

        Assert.Contains("contact=sip:[2001:db8::9]:5066", texts["freepbx-pjsip.conf"], StringComparison.Ordinal);
        Assert.Contains("ip6tables -I INPUT -p udp -s 2001:db8::9 ", texts["linux-iptables.sh"], StringComparison.Ordinal);
        Assert.Contains("ipv6 2001:db8::9/128", side.Blocks(TrunkPresets.For("cube")).Single().Text, StringComparison.Ordinal);
        Assert.Contains("ip6 saddr 2001:db8::9 ", side.Blocks(TrunkPresets.For("kamailio")).Single(b => b.Block.File == "linux-nftables.sh").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void DialplanTexts_LeadToExtensionsOnly_AndWarnOfTollFraud()
    {
        foreach (var slug in (string[])["freepbx", "freeswitch", "cube", "kamailio"])
            Assert.Contains(TrunkPresets.For(slug).Blocks, b => b.Warning.StartsWith("Toll fraud:", StringComparison.Ordinal));

        var side = Of(new TrunkInput { Provider = "freepbx" });
        var dialplan = side.Blocks(TrunkPresets.FreePbx).Single(b => b.Block.File == "freepbx-dialplan.conf").Text;
        Assert.All(dialplan.Split('\n').Where(l => l.StartsWith("exten => _X", StringComparison.Ordinal)), l => Assert.EndsWith("Hangup(1)", l, StringComparison.Ordinal));
    }

    private static string Pjsip(TrunkInput input) => Of(input).Blocks(TrunkPresets.FreePbx).Single(b => b.Block.File == "freepbx-pjsip.conf").Text;

    private static IEnumerable<(TrunkPreset Preset, PbxSide Side)> Everything() =>
        from preset in TrunkPresets.All
        from transport in (string[])["udp", "tcp", "tls"]
        from mode in Enum.GetValues<TrunkRegistrationMode>()
        from user in (string?[])["office", "a;b]<&\"'$${X}", null]
        where mode != TrunkRegistrationMode.Registers || user is not null
        from address in (string[])["203.0.113.9", "2001:db8::9"]
        select (preset, Of(new TrunkInput
        {
            Provider = preset.Slug,
            Transport = transport,
            Username = user,
            Password = TrunkSamples.Password,
            RegistrationPassword = TrunkSamples.Password,
            Host = "pbx.example.com",
            Register = mode == TrunkRegistrationMode.Registers,
            AcceptsRegistration = mode == TrunkRegistrationMode.Accepts,
            RegistrationUsername = user ?? "pbx",
        }) with
        { OurAddress = address });

    private static PbxSide Of(TrunkInput input) => new Sides().Of(input);

    private sealed class Sides : IPbxSides
    {
        public PbxSide Of(string? host, string? username, TrunkTransport transport) => new("203.0.113.9", 5066, "20000-29999", username);
    }
}
