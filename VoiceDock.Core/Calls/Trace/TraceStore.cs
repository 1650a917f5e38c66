using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>Keeps the traces of ended calls.</summary>
public sealed class TraceStore(IDbContextFactory<VoiceDockDb> databases, CallJournal journal)
{
    public async Task<CallTrace?> FindAsync(Guid callId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Set<TraceRecord>().AsNoTracking().FirstOrDefaultAsync(t => t.CallId == callId, cancellation);
        return row is null ? null : Unpack(row.Messages);
    }

    /// <summary>Completes when the trace is on disk, or could not be put there, which the journal logs.</summary>
    internal Task SaveAsync(CallTrace trace, DateTime now) =>
        journal.SaveTraceAsync(new TraceRecord { CallId = trace.CallId, CreatedAt = now, Messages = Pack(trace) });

    private static byte[] Pack(CallTrace trace)
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packed, trace);
        return bytes.ToArray();
    }

    private static CallTrace? Unpack(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<CallTrace>(packed);
    }
}
