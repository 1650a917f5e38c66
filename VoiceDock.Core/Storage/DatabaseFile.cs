using Microsoft.Data.Sqlite;

namespace VoiceDock.Core.Storage;

/// <summary>The SQLite file before EF Core touches it: looking without changing, checking, copying. Used at start, by one thread.</summary>
internal sealed class DatabaseFile(string path)
{
    public string Path { get; } = path;

    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = SqlitePragmas.BusySeconds,
    }.ToString();

    /// <summary>For the start, when nothing may stay open in the pool.</summary>
    public string UnpooledConnectionString => new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString();

    /// <summary>What lies in the file, without changing a byte of it.</summary>
    public DatabaseLook Look()
    {
        if (!File.Exists(Path) || new FileInfo(Path).Length == 0) return DatabaseLook.Empty;

        // A file closed in order has no log and is read as it stands; after a crash the log has to be read as well.
        var log = new FileInfo(Path + "-wal");
        var source = log is { Exists: true, Length: > 0 } ? Path : $"file:{Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        if (!HasTable(connection, "key_check")) return DatabaseLook.Empty;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT master_id, value FROM key_check WHERE id = 1";
        using var reader = command.ExecuteReader();
        if (reader.Read()) return new DatabaseLook(HasData: true, reader.GetString(0), (byte[])reader.GetValue(1));
        return HasRows(connection, "data_keys") || HasRows(connection, "users") ? new DatabaseLook(HasData: true, null, null) : DatabaseLook.Empty;
    }

    /// <summary>Makes the file, readable by its owner only; SQLite gives its log the same rights.</summary>
    public void CreateIfMissing()
    {
        if (File.Exists(Path)) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path, options);
    }

    /// <returns>Null when sound, else what is wrong.</returns>
    public string? QuickCheck()
    {
        using var connection = Open();
        var answer = SqlitePragmas.Scalar(connection, "PRAGMA quick_check(1);");
        return answer == "ok" ? null : answer;
    }

    /// <summary>Copies the whole database, log included, to <paramref name="target"/>, readable by its owner only.</summary>
    public void CopyTo(string target)
    {
        var copy = new DatabaseFile(target);
        copy.CreateIfMissing();
        using var from = Open();
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
        to.Open();
        from.BackupDatabase(to);
    }

    /// <summary>Writes the log into the file, so that the check value can be read without the log.</summary>
    public void Checkpoint()
    {
        using var connection = Open();
        SqlitePragmas.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(UnpooledConnectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        return connection;
    }

    private static bool HasTable(SqliteConnection connection, string table) =>
        SqlitePragmas.Scalar(connection, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'") == "1";

    private static bool HasRows(SqliteConnection connection, string table) =>
        HasTable(connection, table) && SqlitePragmas.Scalar(connection, $"SELECT EXISTS (SELECT 1 FROM {table})") == "1";
}
