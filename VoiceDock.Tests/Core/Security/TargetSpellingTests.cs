using VoiceDock.Tests.Sip.Transport.Targets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Security;

/// <summary>T7: every spelling of a forbidden place is refused, and the everyday ones are not.</summary>
[Trait("Kind", "Unit")]
public sealed class TargetSpellingTests
{
    public static TheoryData<string> Refused =>
    [
        // this machine
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001", "0127.0.0.1",
        "127.000.000.001", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1", "[::ffff:127.0.0.1]", "::127.0.0.1", "::7f00:1",
        "64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:7f00:0001:0:0:0:0:1", "::ffff:0:127.0.0.1", "localhost", "LOCALHOST.",
        // this net, link-local, metadata
        "0.0.0.0", "0", "0.0.0.1", "::", "[::]", "::0", "::ffff:0.0.0.0", "169.254.169.254", "169.254.0.1", "2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe",
        "0251.0376.0251.0376", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "fe80::1", "fe80::1%eth0", "fe80::1%1",
        "febf::1", "fec0::1", "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "[fd00:ec2::254]",
        "fd20:ce::254", "2001:0:53aa:64c:0:0:5601:5601", "2001:db8::5efe:a9fe:a9fe", "2001:db8::200:5efe:7f00:1", "100::1",
        // multicast and reserved
        "224.0.0.1", "224.0.1.75", "239.255.255.250", "240.0.0.1", "255.255.255.255", "ff02::1", "ff05::2", "::ffff:224.0.0.1", "2002:e000:1::",
        // private, dressed as translated
        "64:ff9b::10.0.0.1", "2002:c0a8:1::1", "64:ff9b::c0a8:101",
        // no host at all
        "", " ", ".", "..", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.04", "a..b", "-a.example", "a-.example", "pbx.example/x", "user@pbx.example", "pbx.example:5060",
        "pbx example", "pbx\r\n.example", "pbx\0.example", "127。0。0。1", "１２７.0.0.1", "ⅼocalhost", "[127.0.0.1", "[pbx.example]", "10.0.0.1.", "pbx.0x7f", "pbx.1",
        "http://203.0.113.5", "sip:203.0.113.5", "203.0.113.5%0", "[[::1]]",
    ];

    public static TheoryData<string> Allowed =>
    [
        "203.0.113.5", "8.8.4.4", "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "100.64.0.1", "100.100.100.201", "198.51.100.7", "2001:db8::5060",
        "[2001:db8::5060]", "2001:DB8:0:0:0:0:0:1", "fd12:3456::1", "::ffff:203.0.113.5", "::ffff:10.0.0.1", "64:ff9b::203.0.113.5", "2002:cb00:7105::1",
        "pbx.example", "PBX.example.", "sip-1.office_2.example", "xn--bcher-kva.example", "pbx", "172.32.0.1", "168.63.129.17", "11.0.0.1",
    ];

    [Fact]
    public void Table_HasAtLeastSixtySpellings() => Assert.True(Refused.Count >= 60);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Resolve_ForbiddenSpelling_IsRefused(string host) => Assert.Equal("target_refused", await FindAsync(host));

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task Resolve_EverydayHost_IsAllowed(string host) => Assert.EndsWith(":5060", await FindAsync(host), StringComparison.Ordinal);

    // Any name is out in the world, but for localhost.
    private static async Task<string> FindAsync(string host)
    {
        using var resolver = new ResolverUnderTest();
        resolver.Dns.Otherwise = () => [DnsRecord.Address("203.0.113.5")];
        return await resolver.FindAsync(host, 5060);
    }
}
