using System.Net;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media;

[Trait("Kind", "Unit")]
public sealed class MediaServicesTests
{
    [Fact]
    public void ReadOptions_Nothing_IsTheDefault()
    {
        var options = Read([]);
        Assert.Equal((20000, 29999, 0), (options.FirstPort, options.LastPort, options.Threads));
        Assert.Equal(IPAddress.Any, options.Bind);
    }

    [Fact]
    public void ReadOptions_Settings_AreTaken()
    {
        var options = Read(new() { ["Media:Ports"] = "30000 - 30100", ["Media:Threads"] = "2", ["Sip:Address"] = "127.0.0.1" });
        Assert.Equal((30000, 30100, 2), (options.FirstPort, options.LastPort, options.Threads));
        Assert.Equal(IPAddress.Loopback, options.Bind);
        Assert.Equal(IPAddress.IPv6Any, Read(new() { ["Media:Address"] = "::", ["Sip:Address"] = "127.0.0.1" }).Bind);
    }

    [Theory]
    [InlineData("Media:Ports", "20000")]
    [InlineData("Media:Ports", "20000-20000")]
    [InlineData("Media:Ports", "80-90")]
    [InlineData("Media:Ports", "20000-70000")]
    [InlineData("Media:Threads", "-1")]
    [InlineData("Media:Threads", "many")]
    [InlineData("Sip:Address", "nowhere")]
    public void ReadOptions_WrongValue_IsNamedWithItsKey(string key, string value)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Read(new() { [key] = value }));
        Assert.Contains(key, problem.Message);
        Assert.Contains(value, problem.Message);
        Assert.Contains("allowed", problem.Message);
    }

    private static MediaOptions Read(Dictionary<string, string?> settings) =>
        MediaServices.ReadOptions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
