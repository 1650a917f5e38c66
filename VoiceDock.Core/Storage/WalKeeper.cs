using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Storage;

/// <summary>
/// Moves SQLite's write-ahead log into the database file, once a second while something is written, on a connection of its own: left to SQLite
/// the move falls into a commit, and whoever waits for that commit (a transfer does, before its INVITE) waits for the whole move.
/// </summary>
/// <remarks>
/// Nothing is at risk meanwhile: what is committed is in the log, on disk, and read from there after a crash. The end of the program needs nothing
/// here, since the last connection that closes empties the log.
/// </remarks>
internal sealed partial class WalKeeper(PreparedStorage storage, TimeProvider time, ILogger<WalKeeper> logger) : BackgroundService
{
    /// <summary>Above this size of the log's file writers are made to wait, a moment at a time, so that it can begin anew.</summary>
    internal const long LargeBytes = 32 << 20;

    // How long readers and writers may keep us waiting, and we the writers.
    private const string Patience = "PRAGMA busy_timeout = 100;";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private (DateTime WrittenAt, long Length) _moved;
    private bool _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Moves what was written since the last time, if anything.</summary>
    internal void Look()
    {
        var log = new FileInfo(storage.DatabasePath + "-wal");
        if (!log.Exists || log.Length == 0 || (log.LastWriteTimeUtc, log.Length) == _moved) return;
        try
        {
            var all = Move();
            log.Refresh();
            _moved = all && log.Exists ? (log.LastWriteTimeUtc, log.Length) : default;
            Tell(log.Exists ? log.Length : 0);
        }
        catch (DbException e)
        {
            // A full disk or a locked file: the log goes on to grow, nothing is lost, and the next second tries again.
            LogNotMoved(logger, e);
        }
    }

    /// <returns>True when the log holds nothing that is not in the database as well.</returns>
    private bool Move()
    {
        using var connection = new SqliteConnection(storage.ConnectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        SqlitePragmas.Execute(connection, Patience);

        // What is committed during the first pass is the second one's, which has so little to do that it mostly gets to the end of the log. Only
        // then does SQLite write the log from its beginning again.
        var all = Checkpoint(connection, "PASSIVE") || Checkpoint(connection, "PASSIVE");
        return new FileInfo(storage.DatabasePath + "-wal").Length > LargeBytes ? Checkpoint(connection, "TRUNCATE") : all;
    }

    // One row: whether it had to give up, frames in the log, frames moved.
    private static bool Checkpoint(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode});";
        command.CommandTimeout = 1;
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt32(0) == 0 && reader.GetInt32(1) == reader.GetInt32(2);
    }

    private void Tell(long bytes)
    {
        if (bytes > 2 * LargeBytes && !_told) LogLarge(logger, bytes >> 20);
        _told = bytes > 2 * LargeBytes;
    }

    [LoggerMessage(LogLevel.Warning, "SQLite's write-ahead log could not be moved into the database; it is tried again in a second.")]
    private static partial void LogNotMoved(ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Warning, "SQLite's write-ahead log has grown to {Megabytes} MB: a long read, perhaps a backup, keeps it from beginning anew.")]
    private static partial void LogLarge(ILogger logger, long megabytes);
}
