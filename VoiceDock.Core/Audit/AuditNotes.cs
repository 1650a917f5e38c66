using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Audit;

/// <summary>Entries on their way to the database that nobody waits for. Bounded; never blocks. Thread-safe.</summary>
public sealed partial class AuditNotes(ILogger<AuditNotes> logger)
{
    /// <summary>While the database is away so many wait; what comes on top is counted and said.</summary>
    public const int MostWaiting = 10_000;

    private readonly Channel<AuditEntry> _waiting = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private long _lost;

    internal ChannelReader<AuditEntry> Waiting => _waiting.Reader;

    /// <summary>How many could not wait since this was asked last.</summary>
    internal long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    internal void Add(AuditEntry entry)
    {
        if (_waiting.Writer.TryWrite(entry)) return;
        Interlocked.Increment(ref _lost);
        LogLost(logger, entry.Action, entry.ActorName);
    }

    [LoggerMessage(LogLevel.Error, "The audit entry {Action} of {Actor} is lost: too many wait for the database.")]
    private static partial void LogLost(ILogger logger, string action, string actor);
}
