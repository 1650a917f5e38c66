using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>
/// Seals every secret that an older data key sealed with the active one, a few rows per transaction with a pause behind it, at most as long:
/// a transfer that waits for the database waits for milliseconds. Cut off at any point, what is left is done by the next run. Thread-safe; one
/// run at a time is the caller's care.
/// </summary>
internal sealed class Resealer(IEnumerable<SealedColumn> columns, CredentialProtector protector, DataKeyRing ring, PreparedStorage storage, TimeProvider time)
{
    private const int RowsAtOnce = 200;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(25);

    private readonly IReadOnlyList<SealedColumn> _columns = [.. columns];

    /// <param name="progress">Called after each transaction with the secrets looked at so far and those there were at the beginning.</param>
    /// <exception cref="SqliteException">The database takes no writes; what was done by then stays.</exception>
    public async Task<ResealCount> RunAsync(Action<int, int> progress, CancellationToken ct)
    {
        await using var connection = Open();
        var total = _columns.Sum(c => Count(connection, c));
        var sum = new ResealCount(0, 0);
        progress(0, total);
        foreach (var column in _columns)
        {
            string? after = "";
            while (after is not null)
            {
                var began = Stopwatch.GetTimestamp();
                var (last, batch) = Reseal(connection, column, after);
                after = last;
                sum = new ResealCount(sum.Resealed + batch.Resealed, sum.Unreadable + batch.Unreadable);
                progress(Math.Min(sum.Resealed + sum.Unreadable, total), total);
                var took = Stopwatch.GetElapsedTime(began);
                await Task.Delay(TimeSpan.FromTicks(Math.Clamp(took.Ticks, ShortestPause.Ticks, LongestPause.Ticks)), time, ct);
            }
        }

        return sum;
    }

    /// <summary>Removes retiring data keys that no blob names, an unreadable one included: it may be mended with the key.</summary>
    /// <param name="left">Data keys there are then.</param>
    /// <exception cref="SqliteException">The database takes no writes now.</exception>
    public int ForgetUnused(out int left)
    {
        using var connection = Open();

        // Looked at and removed in one transaction, which no other writer gets in between of.
        using var transaction = connection.BeginTransaction();
        var named = string.Join(" UNION ALL ", _columns.Select(c => $"SELECT hex(substr({c.Column}, 2, 8)) FROM {c.Table} WHERE {c.Column} IS NOT NULL"));
        using var remove = Command(connection, $"DELETE FROM data_keys WHERE state = '{DataKeyState.Retiring}' AND printf('%016X', id) NOT IN ({named})", transaction);
        var removed = remove.ExecuteNonQuery();
        using var count = Command(connection, "SELECT count(*) FROM data_keys", transaction);
        left = Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture);
        transaction.Commit();
        return removed;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(storage.ConnectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        return connection;
    }

    private (string? Last, ResealCount Count) Reseal(SqliteConnection connection, SealedColumn column, string after)
    {
        var rows = Read(connection, column, after);
        var fresh = new List<(string Id, byte[] Before, byte[] Blob)>(rows.Count);
        foreach (var row in rows)
        {
            if (!protector.TryOpen(new ProtectedSecret(row.Blob), column.Field, Guid.Parse(row.Id), row.Version, out var secret)) continue;
            fresh.Add((row.Id, row.Blob, protector.Seal(column.Field, Guid.Parse(row.Id), row.Version, secret).ToBytes()));
            CryptographicOperations.ZeroMemory(secret);
        }

        return (rows.Count < RowsAtOnce ? null : rows[^1].Id, new ResealCount(Write(connection, column, fresh), rows.Count - fresh.Count));
    }

    // A row that was changed meanwhile is sealed with the active key already, or is left to the next run.
    private static int Write(SqliteConnection connection, SealedColumn column, List<(string Id, byte[] Before, byte[] Blob)> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var update = Command(
            connection,
            $"UPDATE {column.Table} SET {column.Column} = @blob WHERE {column.IdColumn} = @id AND {column.Column} = @before",
            transaction,
            ("@blob", Array.Empty<byte>()),
            ("@id", ""),
            ("@before", Array.Empty<byte>()));
        var written = 0;
        foreach (var row in rows)
        {
            (update.Parameters["@blob"].Value, update.Parameters["@id"].Value, update.Parameters["@before"].Value) = (row.Blob, row.Id, row.Before);
            written += update.ExecuteNonQuery();
        }

        transaction.Commit();
        return written;
    }

    private List<(string Id, byte[] Blob, int Version)> Read(SqliteConnection connection, SealedColumn column, string after)
    {
        var rows = new List<(string, byte[], int)>();
        using var command = Command(
            connection,
            $"""
            SELECT s.{column.IdColumn}, s.{column.Column}, {column.Version}
            FROM {column.Table} s JOIN {column.OwnerTable} o ON o.{column.OwnerIdColumn} = s.{column.IdColumn}
            WHERE s.{column.IdColumn} > @after AND {Older("s." + column.Column)} ORDER BY s.{column.IdColumn} LIMIT {RowsAtOnce}
            """,
            null,
            ("@after", after),
            ("@active", ActiveName()));
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add((reader.GetString(0), (byte[])reader.GetValue(1), reader.GetInt32(2)));
        return rows;
    }

    private int Count(SqliteConnection connection, SealedColumn column)
    {
        using var command = Command(connection, $"SELECT count(*) FROM {column.Table} WHERE {Older(column.Column)}", null, ("@active", ActiveName()));
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Older(string column) => $"{column} IS NOT NULL AND substr({column}, 2, 8) <> @active";

    // As it stands in every blob behind the format byte.
    private byte[] ActiveName()
    {
        var name = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(name, ring.ActiveId);
        return name;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, SqliteTransaction? transaction = null, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
