using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkRulesTests
{
    private static readonly TrunkRules Rules = new();

    public static TheoryData<string, Action<TrunkInput>, string> Bad => new()
    {
        { "name", t => t.Name = null, "required" },
        { "name", t => t.Name = "", "empty" },
        { "name", t => t.Name = new string('x', 101), "100" },
        { "name", t => t.Name = "a\nb", "control" },
        { "host", t => t.Host = null, "required" },
        { "host", t => t.Host = "pbx.example.com:5060", "without a port" },
        { "port", t => t.Port = 0, "between 1 and 65535" },
        { "port", t => t.Port = 65536, "between 1 and 65535" },
        { "username", t => t.Username = "", "empty" },
        { "username", t => t.Username = "a:b", "quote" },
        { "username", t => t.Username = new string('x', 129), "128" },
        { "auth_username", t => t.AuthUsername = "a\"b", "quote" },
        { "password", t => t.Password = "", "empty" },
        { "password", t => t.Password = new string('x', 257), "256" },
        { "provider", t => t.Provider = new string('x', 65), "64" },
        { "transport", t => t.Transport = "sctp", "must be one of udp, tcp, tls" },
        { "tls_ca_pem", t => t.TlsCaPem = "no certificate", "must hold a certificate" },
        { "tls_ca_pem", t => t.TlsCaPem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "cannot be read" },
        { "tls_ca_pem", t => t.TlsCaPem = "-----BEGIN PRIVATE KEY-----", "must not contain a private key" },
        { "tls_ca_pem", t => t.TlsCaPem = new string('x', 32_769), "at most 32 KB" },
        { "inbound_addresses", t => t.InboundAddresses = ["10.0.0.0/8"], "wider" },
        { "inbound_addresses", t => t.InboundAddresses = ["pbx.example.com"], "IP address" },
        { "inbound_addresses", t => t.InboundAddresses = [.. Enumerable.Repeat("192.0.2.1", 65)], "64" },
        { "caller_id_number", t => t.CallerIdNumber = "0201234567", "+31201234567" },
        { "from_user", t => t.FromUser = "a b", "letters" },
        { "from_domain", t => t.FromDomain = "a b", "host name" },
        { "realm", t => t.Realm = "x\ry", "control" },
        { "codecs", t => t.Codecs = [], "at least one" },
        { "codecs", t => t.Codecs = ["G729"], "supported today" },
        { "codecs", t => t.Codecs = ["PCMA", "pcma"], "once" },
        { "number_format", t => t.NumberFormat = "e164", "as_entered, e164_plus, e164_plain, e164_00, national" },
        { "number_format", t => t.NumberFormat = "1", "must be one of" },
        { "number_country", t => t.NumberCountry = "XX", "two letters" },
        { "number_country", t => t.NumberFormat = "national", "needed" },
        { "number_prefix", t => t.NumberPrefix = "+9", "keys" },
        { "extension_pattern", t => t.ExtensionPattern = "(a|b)", "classes" },
        { "caller_id_policy", t => t.CallerIdPolicy = "any", "caller, number, fixed" },
        { "caller_id_number", t => t.CallerIdPolicy = "fixed", "needed" },
        { "caller_id_header", t => t.CallerIdHeader = "x", "from, pai, rpid, diversion" },
        { "transfer_method", t => t.TransferMethod = "attended", "auto, bridge, refer" },
        { "headers", t => t.Headers = [.. Enumerable.Repeat(new TrunkHeader("X-A", "1"), 11)], "at most 10" },
        { "headers[0].name", t => t.Headers = [new("", "1")], "required" },
        { "headers[0].name", t => t.Headers = [new("X_A", "1")], "letters, digits and -" },
        { "headers[0].name", t => t.Headers = [new("X-A\r\nVia", "1")], "control" },
        { "headers[0].name", t => t.Headers = [new("X-" + new string('a', 63), "1")], "64" },
        { "headers[1].name", t => t.Headers = [new("X-A", "1"), new("Via", "1")], "must begin with X- or P-" },
        { "headers[0].name", t => t.Headers = [new("X-", "1")], "must begin with X- or P-" },
        { "headers[0].name", t => t.Headers = [new("From", "<sip:boss@example.com>")], "must begin with X- or P-" },
        { "headers[0].name", t => t.Headers = [new("p-asserted-identity", "<sip:boss@example.com>")], "caller ID" },
        { "headers[0].value", t => t.Headers = [new("X-A", "")], "required" },
        { "headers[0].value", t => t.Headers = [new("X-A", " ")], "required" },
        { "headers[0].value", t => t.Headers = [new("X-A", "1\r\nVia: 2")], "control" },
        { "headers[0].value", t => t.Headers = [new("X-A", new string('a', 257))], "256" },
        { "headers[0].value", t => t.Headers = [new("X-A", "{colour}")], "unknown placeholder {colour}" },
        { "ring_timeout_seconds", t => t.RingTimeoutSeconds = 4, "between 5 and 120" },
        { "max_concurrent_calls", t => t.MaxConcurrentCalls = 1001, "between 1 and 1000" },
        { "max_calls_per_second", t => t.MaxCallsPerSecond = 0.01, "between 0.1 and 50" },
        { "max_calls_per_second", t => t.MaxCallsPerSecond = double.NaN, "between 0.1 and 50" },
        { "srtp", t => t.Srtp = "on", "off, optional, required" },
        { "media_latch", t => t.MediaLatch = "on", "auto, off" },
        { "backup_trunk_id", t => t.BackupTrunkId = "Berlin", "id of a trunk" },
        { "on_far_loss", t => t.OnFarLoss = "x", "return, hangup" },
        { "after_hangup", t => t.AfterHangup = "x", "end, assistant" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Problems_OneBadField_IsNamedAsOnTheWire(string field, Action<TrunkInput> spoil, string words)
    {
        var input = TrunkSamples.Office();
        spoil(input);

        var (name, what) = Assert.Single(Rules.Problems(input));

        Assert.Equal(field, name);
        Assert.Contains(words, what);
    }

    public static TheoryData<TrunkInput> Good =>
    [
        TrunkSamples.Office(),
        new TrunkInput { Name = "Only what is needed", Host = "sip.provider.com" },
        new TrunkInput
        {
            Name = "Everything", Host = "bücher.example", Port = 65535, Username = "a b@c", AuthUsername = "x", Password = new string('p', 256), Provider = "own text",
            Transport = "UDP", InboundAddresses = ["203.0.113.0/28", "2001:db8::/32"], CallerIdNumber = "+31201234567", FromUser = "me", FromDomain = "example.com",
            Realm = "asterisk", AllowMd5 = false, Codecs = ["pcmu", "g722"], NumberFormat = "NATIONAL", NumberCountry = "nl", NumberPrefix = "*9#", AllowExtensions = true,
            ExtensionPattern = "2[0-9]{2}", CallerIdPolicy = "fixed", CallerIdHeader = "rpid", RingTimeoutSeconds = 120, MaxConcurrentCalls = 1, MaxCallsPerSecond = 0.1,
            TransferMethod = "REFER", Headers = [new("x-Call", "{call_id} {caller_name}"), new("P-Charge-Info", "<sip:1@example.com>"), new("User-to-User", "{summary}"), new("Diversion", "<sip:{number}@example.com>"), new("History-Info", "<sip:1@example.com>;index=1")],
            Srtp = "off", MediaLatch = "off", EarlyMedia = false, OnFarLoss = "hangup", AfterHangup = "assistant", IsActive = false,
        },
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public void Problems_GoodInput_AreNone(TrunkInput input) => Assert.Empty(Rules.Problems(input));

    [Fact]
    public void Problems_SeveralBadFields_AreAllReported()
    {
        var problems = Rules.Problems(new TrunkInput { Port = -1, Transport = "sctp", NumberFormat = "x" });

        Assert.Equal(["name", "host", "port", "transport", "number_format"], problems.Select(p => p.Field));
    }
}
