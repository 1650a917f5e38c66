using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Numbers;

/// <summary>Reads all numbers into memory; at start and after every change.</summary>
internal sealed class NumberLoader(IDbContextFactory<VoiceDockDb> databases, NumberDirectory directory) : IHostedService, IDisposable
{
    // one at a time, each reading after it got its turn: the last one to replace has seen every commit
    private readonly SemaphoreSlim _turn = new(1);

    public async Task LoadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            directory.Replace(await db.Set<Number>().AsNoTracking().ToListAsync(ct));
        }
        finally
        {
            _turn.Release();
        }

        directory.Announce();
    }

    public Task StartAsync(CancellationToken ct) => LoadAsync(ct);

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();
}
