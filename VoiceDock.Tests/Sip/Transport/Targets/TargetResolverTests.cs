using System.Net;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Transport.Targets;

/// <summary>RFC 3263 section 4.2 against a real name server.</summary>
[Trait("Kind", "Sip")]
public sealed class TargetResolverTests : IDisposable
{
    private readonly ResolverUnderTest _it = new();

    [Theory]
    [InlineData("203.0.113.5", null, SipTransportKind.Udp, "203.0.113.5:5060")]
    [InlineData("203.0.113.5", null, SipTransportKind.Tls, "203.0.113.5:5061")]
    [InlineData("203.0.113.5", 5080, SipTransportKind.Tcp, "203.0.113.5:5080")]
    [InlineData("2001:db8::5", null, SipTransportKind.Tcp, "[2001:db8::5]:5060")]
    [InlineData("[2001:db8::5]", 5080, SipTransportKind.Udp, "[2001:db8::5]:5080")]
    public async Task LiteralAddress_IsTakenAsItIs_NobodyIsAsked(string host, int? port, SipTransportKind transport, string expected)
    {
        Assert.Equal(expected, await _it.FindAsync(host, port, transport));
        Assert.Empty(_it.Dns.Questions);
    }

    [Fact]
    public async Task NameWithPort_IsNotLookedUpAsService()
    {
        _it.Dns.Set("pbx.example", DnsRecord.Address("203.0.113.5"), DnsRecord.Address("2001:db8::5"));
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5070, "other.example"));

        Assert.Equal("203.0.113.5:5062 [2001:db8::5]:5062", await _it.FindAsync("pbx.example", 5062));
        Assert.Equal(["A pbx.example", "AAAA pbx.example"], _it.Dns.Questions.Order());
    }

    [Theory]
    [InlineData(SipTransportKind.Udp, "_sip._udp.pbx.example")]
    [InlineData(SipTransportKind.Tcp, "_sip._tcp.pbx.example")]
    [InlineData(SipTransportKind.Tls, "_sips._tcp.pbx.example")]
    public async Task NameWithoutPort_FollowsTheServiceRecordsOfItsTransport(SipTransportKind transport, string service)
    {
        _it.Dns.Set(service, DnsRecord.Service(5071, "one.example", priority: 10), DnsRecord.Service(5072, "two.example", priority: 20));
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"), DnsRecord.Address("2001:db8::1"));
        _it.Dns.Set("two.example", DnsRecord.Address("203.0.113.2"));
        _it.Dns.Set("pbx.example", DnsRecord.Address("203.0.113.9"));

        var found = await _it.ResolveAsync("pbx.example", null, transport);

        Assert.True(found.Value.IsFromSrv);
        Assert.Equal(["203.0.113.1:5071", "[2001:db8::1]:5071", "203.0.113.2:5072"], found.Value.Draw(Random.Shared.Next).Select(t => t.ToString()));
    }

    [Theory]
    [InlineData(SipTransportKind.Udp, "203.0.113.9:5060")]
    [InlineData(SipTransportKind.Tcp, "203.0.113.9:5060")]
    [InlineData(SipTransportKind.Tls, "203.0.113.9:5061")]
    public async Task NameWithoutServiceRecords_IsAtTheTransportsOwnPort(SipTransportKind transport, string expected)
    {
        _it.Dns.Set("pbx.example", DnsRecord.Address("203.0.113.9"));

        Assert.Equal(expected, await _it.FindAsync("PBX.example.", null, transport));
    }

    [Fact]
    public async Task ServiceThatIsNotOffered_IsNotCalledAtTheHostInstead()
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5060, "."));
        _it.Dns.Set("pbx.example", DnsRecord.Address("203.0.113.9"));

        Assert.Equal("dns_failed", await _it.FindAsync("pbx.example"));
    }

    [Fact]
    public async Task ServiceHost_ThatDoesNotExist_IsLeftOut()
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5071, "gone.example"), DnsRecord.Service(5072, "two.example"));
        _it.Dns.Set("two.example", DnsRecord.Address("203.0.113.2"));

        Assert.Equal("203.0.113.2:5072", await _it.FindAsync("pbx.example"));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    public async Task OneForbiddenAddress_RefusesAllOfThem(string forbidden)
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5071, "one.example"), DnsRecord.Service(5072, "two.example", priority: 90));
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"));
        _it.Dns.Set("two.example", DnsRecord.Address("203.0.113.2"), DnsRecord.Address(forbidden));

        Assert.Equal("target_refused", await _it.FindAsync("pbx.example"));
    }

    [Theory]
    [InlineData(5038)]
    [InlineData(22)]
    [InlineData(0)]
    public async Task ServiceRecord_NamingAForbiddenPort_IsRefused(int port)
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(port, "one.example"));
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"));

        Assert.Equal("target_refused", await _it.FindAsync("pbx.example"));
    }

    [Fact]
    public async Task HostsFile_GoesBeforeDns_AlsoForServices()
    {
        _it.WriteHosts("# office\n10.1.2.3\tpbx.office pbx # the old one\n10.1.2.4 PBX.office\n");
        _it.Dns.Set("_sip._udp.pbx.office", DnsRecord.Service(5071, "one.example"));

        Assert.Equal("10.1.2.3:5060 10.1.2.4:5060", await _it.FindAsync("pbx.office"));
        Assert.Equal("10.1.2.3:5080", await _it.FindAsync("pbx", 5080));
        Assert.Empty(_it.Dns.Questions);
    }

    [Fact]
    public async Task Localhost_IsThisMachine_WithoutAsking()
    {
        using var demo = new ResolverUnderTest("loopback");

        Assert.Equal("127.0.0.1:5060 [::1]:5060", await demo.FindAsync("localhost"));
        Assert.Equal("target_refused", await _it.FindAsync("localhost"));
        Assert.Empty(_it.Dns.Questions);
        Assert.Empty(demo.Dns.Questions);
    }

    [Fact]
    public async Task NameNobodyKnows_IsDnsFailed() => Assert.Equal("dns_failed", await _it.FindAsync("nowhere.example"));

    [Fact]
    public async Task AnswerThatCannotBeRead_IsDnsFailed()
    {
        _it.Dns.Set("pbx.example", DnsRecord.Address("203.0.113.9"));
        _it.Dns.IsGarbled = true;

        Assert.Equal("dns_failed", await _it.FindAsync("pbx.example", 5060));
    }

    [Fact]
    public async Task TooManyRecords_AreCutByPriority()
    {
        _it.Dns.Set("_sip._udp.pbx.example",
            [.. Enumerable.Range(1, 40).Reverse().Select(i => DnsRecord.Service(5060 + i, "one.example", priority: i))]);
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"));

        var found = await _it.ResolveAsync("pbx.example");

        Assert.Equal(Enumerable.Range(5061, TargetLookup.MostServices), found.Value.Draw(Random.Shared.Next).Select(t => t.Port));
    }

    [Fact]
    public async Task Naptr_IsReported_FirstChoiceFirst_AndNeverFollowed()
    {
        _it.Dns.Set("pbx.example",
            DnsRecord.Address("203.0.113.9"), DnsRecord.Naptr(90, 50, "s", "SIP+D2T", "_sip._tcp.elsewhere.example"), DnsRecord.Naptr(50, 50, "s", "SIPS+D2T", "_sips._tcp.elsewhere.example"));

        Assert.Equal("203.0.113.9:5060", await _it.FindAsync("pbx.example"));
        Assert.Equal(
            ["50 50 SIPS+D2T _sips._tcp.elsewhere.example.", "90 50 SIP+D2T _sip._tcp.elsewhere.example."],
            await _it.Resolver.NaptrAsync("pbx.example", TestContext.Current.CancellationToken));
        Assert.DoesNotContain(_it.Dns.Questions, q => q.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Empty(await _it.Resolver.NaptrAsync("203.0.113.9", TestContext.Current.CancellationToken));
        _it.Dns.IsBroken = true;
        Assert.Empty(await _it.Resolver.NaptrAsync("pbx.example", TestContext.Current.CancellationToken));
    }

    public void Dispose() => _it.Dispose();
}
