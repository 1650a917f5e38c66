using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Organizations;

/// <summary>Reads the organisation; makes it when there is none yet. Thread-safe.</summary>
public sealed class OrganizationStore(IDbContextFactory<VoiceDockDb> databases, TimeProvider time) : IDisposable
{
    private const string FirstName = "VoiceDock";

    private readonly SemaphoreSlim _one = new(1, 1);
    private Organization? _known;

    public async ValueTask<Organization> GetAsync(CancellationToken cancellation)
    {
        if (_known is { } known)
            return known;

        await _one.WaitAsync(cancellation);
        try
        {
            return _known ??= await ReadOrMakeAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Organization> ReadOrMakeAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(cancellation) is { } stored)
            return stored;

        var now = time.GetUtcNow();
        var made = new Organization { Id = Guid.CreateVersion7(now), Name = FirstName, CreatedAt = now.UtcDateTime };
        db.Add(made);
        await db.SaveChangesAsync(cancellation);
        return made;
    }
}
