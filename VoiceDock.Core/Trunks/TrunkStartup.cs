using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Core.Trunks;

/// <summary>Fills directory, credentials, what is known of REFER, and peers before the SIP side starts.</summary>
internal sealed class TrunkStartup(TrunkLoader loader, ReferRecord refers, TrunkPeers peers) : IHostedService
{
    public async Task StartAsync(CancellationToken ct)
    {
        await loader.LoadAsync(ct);
        await refers.LoadAsync(ct);
        peers.Refresh();
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
