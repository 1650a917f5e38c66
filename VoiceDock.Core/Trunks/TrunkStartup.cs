using Microsoft.Extensions.Hosting;

namespace VoiceDock.Core.Trunks;

/// <summary>Fills the directory before the SIP side starts.</summary>
internal sealed class TrunkStartup(TrunkLoader loader) : IHostedService
{
    public Task StartAsync(CancellationToken ct) => loader.LoadAsync(ct);

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
