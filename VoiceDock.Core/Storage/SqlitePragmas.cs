using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace VoiceDock.Core.Storage;

/// <summary>
/// Settings every connection needs: nothing committed is lost (FULL), nothing deleted stays readable (secure_delete), 5 s of patience.
/// The journal mode is kept in the file itself and set once at start. <see cref="WalKeeper"/> empties the write-ahead log; a commit does so only
/// when that fails and the log has 32,768 pages (128 MB).
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const int BusySeconds = 5;

    private const string PerConnection =
        "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 32768;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous I/O; the asynchronous call would do the same on this thread.
        Apply(connection);
        return Task.CompletedTask;
    }

    public static void Apply(DbConnection connection) => Execute(connection, PerConnection);

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static byte[]? Blob(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as byte[];
    }

    public static string? Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
