using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

/// <summary>Reads all trunks and sealed passwords into memory; at start and after every change.</summary>
internal sealed class TrunkLoader(IDbContextFactory<VoiceDockDb> databases, TrunkDirectory directory, TrunkCredentials credentials) : IDisposable
{
    // one at a time, each reading after it got its turn: the last one to replace has seen every commit
    private readonly SemaphoreSlim _turn = new(1);

    public async Task LoadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var trunks = await db.Set<Trunk>().AsNoTracking().ToListAsync(ct);
            var secrets = await db.Set<TrunkSecret>().AsNoTracking().ToListAsync(ct);
            credentials.Replace(trunks, secrets);
            directory.Replace(trunks);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
