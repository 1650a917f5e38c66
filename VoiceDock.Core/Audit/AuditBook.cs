using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Audit;

/// <summary>Reads the audit log, for administrators. Thread-safe.</summary>
public sealed class AuditBook(IDbContextFactory<VoiceDockDb> databases, IAuditReaders readers, AuditLog log)
{
    /// <summary>Pages are counted up to here; counting a year of a busy line would take longer than reading a page.</summary>
    public const int MostCounted = 10_000;

    /// <summary>An export holds at most so many; who needs more narrows the time.</summary>
    public const int MostExported = 100_000;

    private const int ReadAtOnce = 1_000;

    /// <summary>Newest first.</summary>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result<AuditEntries>> ListAsync(AuditQuery query, int offset, int limit, Actor actor, CancellationToken ct = default)
    {
        if (readers.RefusalToRead(actor, "audit.list") is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = Matching(db, query);
        var entries = await Ordered(matching).Skip(offset).Take(limit).ToListAsync(ct);
        return new AuditEntries(entries, Math.Max(await Ordered(matching).Take(MostCounted).CountAsync(ct), entries.Count == 0 ? 0 : offset + entries.Count));
    }

    /// <summary>All that match as they were at the beginning, newest first, in portions; writes down that somebody took them.</summary>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result<IAsyncEnumerable<IReadOnlyList<AuditEntry>>>> ExportAsync(AuditQuery query, Actor actor, CancellationToken ct = default)
    {
        if (readers.RefusalToRead(actor, "audit.export") is { } forbidden) return forbidden;
        await log.NoteAsync(actor, "audit.export", null, AuditChange.Facts(query));
        return new Result<IAsyncEnumerable<IReadOnlyList<AuditEntry>>>(ReadAsync(query, ct));
    }

    // By the last entry read, so that what is written meanwhile moves nothing.
    private async IAsyncEnumerable<IReadOnlyList<AuditEntry>> ReadAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        AuditEntry? last = null;
        for (var read = 0; read < MostExported; read += ReadAtOnce)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var matching = Matching(db, query);
            if (last is not null) matching = matching.Where(e => e.At < last.At || (e.At == last.At && e.Id.CompareTo(last.Id) < 0));
            var entries = await Ordered(matching).Take(ReadAtOnce).ToListAsync(ct);
            if (entries.Count > 0) yield return entries;
            if (entries.Count < ReadAtOnce) yield break;
            last = entries[^1];
        }
    }

    private static IQueryable<AuditEntry> Ordered(IQueryable<AuditEntry> entries) => entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);

    private static IQueryable<AuditEntry> Matching(VoiceDockDb db, AuditQuery query)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (query.Who is { } who) entries = entries.Where(e => EF.Functions.Like(e.ActorName, Part(who), "\\") || e.ActorId == who);
        if (query.What == AuditQuery.Refused) entries = entries.Where(e => e.Refusal != null);
        else if (query.What is { } what) entries = entries.Where(e => e.Action == what || e.Action.StartsWith(what + "."));
        if (query.Object is { } thing) entries = entries.Where(e => EF.Functions.Like(e.ObjectName!, Part(thing), "\\") || e.ObjectId == thing);
        if (query.From is { } from) entries = entries.Where(e => e.At >= from);
        if (query.To is { } to) entries = entries.Where(e => e.At < to);
        return entries;
    }

    // Anywhere in the text, in either case; what was typed has no wildcards.
    private static string Part(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
