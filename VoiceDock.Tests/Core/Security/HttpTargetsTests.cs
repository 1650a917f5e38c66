using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

/// <summary>Where webhooks and speech models may be (security plan, section 5).</summary>
[Trait("Kind", "Unit")]
public sealed class HttpTargetsTests
{
    private static readonly IReadOnlyList<IPNetwork> Listed = NetworkList.Parse("10.0.7.0/24, 127.0.0.0/8,fd00:7::/64");

    [Theory]
    [InlineData("93.184.216.34", true, true)]
    [InlineData("93.184.216.34", false, false)]
    [InlineData("2606:2800:220:1::1", true, true)]
    [InlineData("10.0.7.9", true, true)]
    [InlineData("10.0.7.9", false, true)]
    [InlineData("fd00:7::9", false, true)]
    [InlineData("10.0.8.9", true, false)]
    [InlineData("192.168.1.9", true, false)]
    [InlineData("100.64.0.1", true, false)]
    [InlineData("fd00:8::9", true, false)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", true, false)]
    [InlineData("169.254.169.254", true, false)]
    [InlineData("168.63.129.16", true, false)]
    [InlineData("fd00:ec2::254", true, false)]
    [InlineData("fe80::1", true, false)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("224.0.0.1", true, false)]
    [InlineData("255.255.255.255", true, false)]
    [InlineData("::ffff:169.254.169.254", true, false)]
    [InlineData("::ffff:192.168.1.9", true, false)]
    [InlineData("64:ff9b::a9fe:a9fe", true, false)]
    [InlineData("2002:a9fe:a9fe::1", true, false)]
    public void Address_IsJudged(string address, bool secure, bool isAllowed) =>
        Assert.Equal(isAllowed, Guard(TargetMode.Any).CheckHttp(IPAddress.Parse(address), 443, secure, Listed).IsAllowed);

    [Fact]
    public void OurOwnListener_IsRefused_AlsoWhereItsNetworkIsListed()
    {
        var guard = Guard(TargetMode.Any);
        using var own = guard.AddOwnListener(new IPEndPoint(IPAddress.Loopback, 5080));
        Assert.False(guard.CheckHttp(IPAddress.Loopback, 5080, true, Listed).IsAllowed);
        Assert.True(guard.CheckHttp(IPAddress.Loopback, 5081, true, Listed).IsAllowed);
    }

    [Fact]
    public void WhereNothingMayLeaveTheMachine_NoPublicAddressIsAllowed() =>
        Assert.False(Guard(TargetMode.Loopback).CheckHttp(IPAddress.Parse("93.184.216.34"), 443, true, Listed).IsAllowed);

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://192.168.1.9/hook")]
    [InlineData("https://[::ffff:10.0.8.1]/hook")]
    public void Literal_IsRefusedWhenItIsStored(string address) =>
        Assert.NotNull(new HttpTargets(Guard(TargetMode.Any)).Problem(new Uri(address), Listed));

    [Fact]
    public async Task Name_IsJudgedByWhatItResolvesTo_BeforeAnythingIsSent()
    {
        using var client = new HttpClient(new HttpTargets(Guard(TargetMode.Any)).Handler([]));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://localhost:9/", TestContext.Current.CancellationToken));
        Assert.IsType<HttpTargetRefused>(refused.InnerException ?? refused);
    }

    private static OutboundTargetGuard Guard(TargetMode mode) => new(new TargetOptions(mode, [], []));
}
