using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Backups;

/// <summary>
/// One moment of a database that goes on being written, in a file of its own without its log and without what was deleted. Lies in the data folder
/// (same rights, same disk, never the keys' folder) and is removed when disposed.
/// </summary>
internal sealed class DatabaseCopy : IDisposable
{
    private DatabaseCopy(string path) => Path = path;

    public string Path { get; }

    public string Schema { get; private set; } = "";

    public string MasterId { get; private set; } = "";

    public long Bytes { get; private set; }

    public string Sha256 { get; private set; } = "";

    /// <exception cref="SqliteException">The database cannot be read, or the disk is full.</exception>
    /// <exception cref="InvalidDataException">The copy is not sound.</exception>
    public static async Task<DatabaseCopy> MakeAsync(string database, CancellationToken ct)
    {
        var copy = new DatabaseCopy(DataFolder.NewCopyPath(System.IO.Path.GetDirectoryName(database)!));
        try
        {
            new DatabaseFile(copy.Path).CreateIfMissing();
            await Task.Run(() => copy.Fill(database), ct);
            await using var file = new FileStream(copy.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            copy.Bytes = file.Length;
            copy.Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(Path);
        File.Delete(Path + "-journal");
    }

    private void Fill(string database)
    {
        // Reads one snapshot; in the write-ahead mode writers do not wait for it.
        using (var live = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()))
        {
            live.Open();
            SqlitePragmas.Execute(live, "PRAGMA busy_timeout = 5000;");
            using var command = live.CreateCommand();
            command.CommandText = "VACUUM INTO @path";
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("@path", Path);
            command.ExecuteNonQuery();
        }

        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        copy.Open();
        if (SqlitePragmas.Scalar(copy, "PRAGMA quick_check(1);") is var answer and not "ok") throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the copy is damaged ({answer})."));
        Schema = SqlitePragmas.Scalar(copy, "SELECT max(MigrationId) FROM __EFMigrationsHistory") ?? "";
        MasterId = SqlitePragmas.Scalar(copy, "SELECT master_id FROM key_check") ?? "";
    }
}
