using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Audit;

/// <summary>Reads the log as it lies in the database.</summary>
internal static class AuditSamples
{
    /// <summary>Oldest first, with what was waiting.</summary>
    public static async Task<List<AuditEntry>> EntriesAsync(this TestStorage storage)
    {
        await storage.Get<AuditWriter>().WriteAsync();
        await using var db = storage.OpenDb();
        return await db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync();
    }
}
