using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VoiceDock.Core.Storage;

/// <summary>
/// A prepared statement that changes rows, bound and run without the ADO.NET layer, which looks each parameter up by its name and makes an object
/// for it at every run. Values are stored exactly as that layer stores them. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[1024];

    /// <exception cref="DbException">SQLite does not take the statement.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Where a parameter such as <c>@Id</c> is bound.</summary>
    public int IndexOf(string name) => raw.sqlite3_bind_parameter_index(_statement, name) is > 0 and var index ? index : throw new ArgumentException($"The statement has no {name}.");

    /// <param name="value">Null, a string, a Guid, a DateTime, an integer, a bool, a double or bytes.</param>
    /// <exception cref="DbException">The value is too large.</exception>
    public void Bind(int index, object? value) => Check(value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, index),
        string text => BindText(index, text),
        Guid id => BindId(index, id),
        DateTime at => at.TryFormat(_utf8, out var length, @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture)
            ? raw.sqlite3_bind_text(_statement, index, _utf8.AsSpan(0, length))
            : throw new ArgumentException("The time has no room.", nameof(value)),
        bool yes => raw.sqlite3_bind_int(_statement, index, yes ? 1 : 0),
        int or long or short or byte => raw.sqlite3_bind_int64(_statement, index, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(_statement, index, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not bound here.", nameof(value)),
    });

    /// <summary>Runs it with what is bound, in the connection's transaction, and makes it ready for the next run.</summary>
    /// <returns>Rows changed.</returns>
    /// <exception cref="DbException">The database refuses a row or takes no writes.</exception>
    public int Run()
    {
        var result = raw.sqlite3_step(_statement);
        try
        {
            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            // Says once more what the step said.
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int BindId(int index, Guid id)
    {
        Span<byte> lower = stackalloc byte[36];
        id.TryFormat(lower, out _);
        Ascii.ToUpper(lower, _utf8, out var length);
        return raw.sqlite3_bind_text(_statement, index, _utf8.AsSpan(0, length));
    }

    private int BindText(int index, string text)
    {
        // An empty span has no address, which SQLite takes for null.
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, index, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _utf8.Length) _utf8 = new byte[most];
        return raw.sqlite3_bind_text(_statement, index, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
