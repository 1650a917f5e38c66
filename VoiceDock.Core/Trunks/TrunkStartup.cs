using Microsoft.Extensions.Hosting;

namespace VoiceDock.Core.Trunks;

/// <summary>Fills directory, credentials and peers before the SIP side starts.</summary>
internal sealed class TrunkStartup(TrunkLoader loader, TrunkPeers peers) : IHostedService
{
    public async Task StartAsync(CancellationToken ct)
    {
        await loader.LoadAsync(ct);
        peers.Refresh();
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
