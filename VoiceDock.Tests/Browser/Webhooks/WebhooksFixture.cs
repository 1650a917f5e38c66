using Microsoft.AspNetCore.Hosting;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Webhooks;

/// <summary>A program that may send to this machine, and a web server that takes it.</summary>
public sealed class WebhooksFixture : BrowserFixture
{
    public WebhookReceiver Receiver { get; private set; } = default!;

    public override async ValueTask InitializeAsync()
    {
        Receiver = await WebhookReceiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting(WebhookReceiver.Allowed.Key, WebhookReceiver.Allowed.Value);
    }
}
