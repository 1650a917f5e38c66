using System.Buffers;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>Keeps the traces of ended calls.</summary>
public sealed class TraceStore(IDbContextFactory<VoiceDockDb> databases, CallJournal journal)
{
    private const int KeptBytes = 256 * 1024;
    private const int Quality = 1;
    private const int WindowBits = 18;

    // Used again by the next trace that the thread packs: it would be the largest garbage of a call.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _text;

    // It is read by a parser of JSON alone, never put into a page as it is.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        var text = _text is { Capacity: <= KeptBytes } kept ? kept : _text = new ArrayBufferWriter<byte>();
        text.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(text, Plain)) JsonSerializer.Serialize(writer, trace);
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(text.WrittenCount));
        try
        {
            // All at once: the encoder then takes tables for so much text instead of for a stream without an end.
            return BrotliEncoder.TryCompress(text.WrittenSpan, room, out var length, Quality, WindowBits)
                ? room[..length]
                : throw new InvalidDataException($"The trace of call {trace.CallId} could not be packed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static CallTrace? Unpack(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<CallTrace>(packed);
    }
}
