using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Audit;

/// <summary>
/// Writes the audit log: with a change, in its transaction; or an event by itself. Nothing here takes a secret. Never on the media or SIP path: a transfer's
/// entry is written with its row. Thread-safe.
/// </summary>
public sealed partial class AuditLog(IDbContextFactory<VoiceDockDb> databases, AuditNotes notes, TimeProvider time, ILogger<AuditLog> logger)
{
    private readonly Lock _order = new();
    private DateTime _last;

    /// <summary>Adds an entry to what <paramref name="db"/> is about to save: both are on disk or neither.</summary>
    public void Write(VoiceDockDb db, Actor actor, string action, AuditObject? thing, AuditChange change) => db.Add(EntryOf(actor, action, thing, change, null));

    /// <summary>Writes an event down soon; returns at once.</summary>
    /// <param name="refusal">The code of the refusal; null when it was done.</param>
    public void Note(Actor actor, string action, AuditObject? thing = null, AuditChange? change = null, string? refusal = null) =>
        notes.Add(EntryOf(actor, action, thing, change ?? AuditChange.None, refusal));

    /// <summary>Writes an event down now. While the database takes no writes the entry waits, and this returns all the same.</summary>
    public async Task NoteAsync(Actor actor, string action, AuditObject? thing = null, AuditChange? change = null, string? refusal = null)
    {
        var entry = EntryOf(actor, action, thing, change ?? AuditChange.None, refusal);
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            db.Add(entry);
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            LogLater(logger, e, entry.Action);
            notes.Add(entry);
        }
    }

    // Entries of one moment keep their order; a clock that was set back is followed.
    private DateTime Now()
    {
        lock (_order)
        {
            var now = time.GetUtcNow().UtcDateTime;
            return _last = now <= _last && _last - now < TimeSpan.FromSeconds(1) ? _last.AddTicks(1) : now;
        }
    }

    private AuditEntry EntryOf(Actor actor, string action, AuditObject? thing, AuditChange change, string? refusal)
    {
        var now = Now();
        return new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            ActorType = actor.Type,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Address = actor.Address,
            Action = action,
            Refusal = refusal,
            ObjectType = thing?.Type,
            ObjectId = thing?.Id,
            ObjectName = thing?.Name,
            Before = change.Before,
            After = change.After,
        };
    }

    [LoggerMessage(LogLevel.Warning, "The audit entry {Action} could not be written at once; it waits.")]
    private static partial void LogLater(ILogger logger, Exception e, string action);
}
