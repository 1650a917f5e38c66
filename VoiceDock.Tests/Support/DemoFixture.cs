using Microsoft.AspNetCore.Hosting;

namespace VoiceDock.Tests.Support;

/// <summary>The program as <c>--demo</c> starts it, with its practice PBX and caller, and a Chromium beside it.</summary>
public sealed class DemoFixture : BrowserFixture
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Demo", "true");
        builder.UseSetting("Speech:Program", "");
    }
}
