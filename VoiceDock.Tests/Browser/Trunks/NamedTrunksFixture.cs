using Microsoft.AspNetCore.Hosting;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>The program with a name server of its own.</summary>
public sealed class NamedTrunksFixture : BrowserFixture
{
    public DnsServer Dns { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Dns.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Sip:DnsServer", Dns.Address.ToString());
    }
}
