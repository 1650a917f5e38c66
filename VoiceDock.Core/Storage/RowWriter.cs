using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace VoiceDock.Core.Storage;

/// <summary>
/// Writes rows of one entity with one prepared statement: a new row is inserted, the row of the same key is brought up to date. Table, columns and
/// conversions are those of the model. For the few tables that are written many times a second, where a unit of work costs ten times the row.
/// </summary>
/// <remarks>Not thread-safe. Keys of one column; every property of the entity must be a column.</remarks>
internal sealed class RowWriter<T> : IDisposable
    where T : class
{
    private readonly SqliteStatement _statement;
    private readonly List<(Func<object, object?> Read, int Index, Func<object?, object?>? Convert)> _columns = [];

    /// <param name="db">Gives model and connection; the connection must stay open as long as this is used.</param>
    /// <param name="once">Properties that never change after the insert.</param>
    /// <param name="updateIf">Further condition of an update, in SQL; <c>excluded</c> is the row given. "0" keeps the stored row.</param>
    /// <param name="insertIf">Condition of the insert, in SQL with parameters such as <c>@CallId</c>; null: none.</param>
    public RowWriter(DbContext db, IReadOnlyList<string> once, string updateIf = "1", string insertIf = "1")
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not in the model.");
        _statement = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), Sql(entity, once, updateIf, insertIf));
        foreach (var property in entity.GetProperties())
            _columns.Add((property.GetGetter().GetClrValue, _statement.IndexOf($"@{property.Name}"), property.GetRelationalTypeMapping().Converter?.ConvertToProvider));
    }

    /// <summary>Writes a row in the connection's transaction.</summary>
    /// <returns>False when a condition kept the row from being written.</returns>
    /// <exception cref="DbException">The database refuses the row or takes no writes.</exception>
    public bool Write(T row)
    {
        foreach (var (read, index, convert) in _columns)
        {
            var value = read(row);
            _statement.Bind(index, value is not null && convert is not null ? convert(value) : value);
        }
        return _statement.Run() > 0;
    }

    public void Dispose() => _statement.Dispose();

    private static string Sql(IEntityType entity, IReadOnlyList<string> once, string updateIf, string insertIf)
    {
        var table = entity.GetTableName();
        var key = entity.FindPrimaryKey()!.Properties.Single();
        var all = entity.GetProperties().ToList();
        var changing = all.Where(p => p != key && !once.Contains(p.Name)).Select(p => $"\"{p.GetColumnName()}\" = excluded.\"{p.GetColumnName()}\"");
        return $"""
            INSERT INTO "{table}" ({string.Join(", ", all.Select(p => $"\"{p.GetColumnName()}\""))})
            SELECT {string.Join(", ", all.Select(p => $"@{p.Name}"))} WHERE {insertIf}
            ON CONFLICT ("{key.GetColumnName()}") DO UPDATE SET {string.Join(", ", changing)} WHERE {updateIf}
            """;
    }
}
