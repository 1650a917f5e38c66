using VoiceDock.Core.Common;

namespace VoiceDock.Core.Audit;

/// <summary>
/// The entry of a command that has the data folder to itself. The audit log proper belongs to a program with a prepared database, and there is none while a
/// database is replaced or its keys are given up.
/// </summary>
internal static class CommandEntry
{
    /// <summary>For the transaction that makes the change.</summary>
    /// <param name="now">UTC.</param>
    public static AuditEntry Of(string action, AuditObject thing, AuditChange change, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        ActorType = Actor.CommandLine.Type,
        ActorId = Actor.CommandLine.Id,
        ActorName = Actor.CommandLine.Name,
        Action = action,
        ObjectType = thing.Type,
        ObjectId = thing.Id,
        ObjectName = thing.Name,
        Before = change.Before,
        After = change.After,
    };
}
