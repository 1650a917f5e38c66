using Microsoft.AspNetCore.Hosting;

namespace VoiceDock.Tests.Support;

/// <summary>The program as <c>--demo</c> starts it, with its practice PBX and caller, a voice of one tone, and a Chromium beside it.</summary>
public sealed class DemoFixture : BrowserFixture
{
    private readonly SpokenTone _voice = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _voice.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Demo", "true");
        builder.UseSetting("Speech:Program", _voice.Program);
    }
}
