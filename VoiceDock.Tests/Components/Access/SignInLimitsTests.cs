using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Tests.Components.Access;

[Trait("Kind", "Unit")]
public sealed class SignInLimitsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Address_After20TriesInAMinute_HasToWait()
    {
        var limits = new SignInLimits(_time);
        var address = IPAddress.Parse("192.0.2.7");

        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(limits.TryTake(address)));
        Assert.False(limits.TryTake(address));
        Assert.True(limits.TryTake(IPAddress.Parse("192.0.2.8")));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limits.TryTake(address));
    }

    [Fact]
    public void AddressesOfOneIPv6Network_ShareTheirTries()
    {
        var limits = new SignInLimits(_time);

        Assert.All(Enumerable.Range(1, 20), i => Assert.True(limits.TryTake(IPAddress.Parse($"2001:db8::{i:x}"))));
        Assert.False(limits.TryTake(IPAddress.Parse("2001:db8::ffff")));
        Assert.True(limits.TryTake(IPAddress.Parse("2001:db8:0:1::1")));
    }
}
