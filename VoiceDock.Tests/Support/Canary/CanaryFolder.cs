using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>The end of a folder of a test's: searched, where the net is on, and removed.</summary>
internal static class CanaryFolder
{
    private const string Database = "voicedock.db";

    public static void Remove(string folder)
    {
        if (CanaryNet.Current is { } net) Search(net, folder);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every file of every data folder below: its bytes, its unpacked entries when it is a zip, and of a database each value of each table.</summary>
    public static void Search(CanaryNet net, string folder)
    {
        foreach (var data in Directory.EnumerateFiles(folder, Database, SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!).ToList())
        {
            foreach (var path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Where(IsSearched).Where(File.Exists).ToList()) SearchFile(net, path);
            SearchTables(net, Path.Combine(data, Database));
        }
    }

    // The master key lies in its own file, of mode 600, by design. A socket has no content, and the lock is held by a host that still ends.
    private static bool IsSearched(string path) =>
        !Path.GetFileName(path).StartsWith("master.key", StringComparison.Ordinal) && Path.GetExtension(path) is not (".sock" or ".lock");

    private static void SearchFile(CanaryNet net, string path)
    {
        if (Read(path) is not { } bytes) return;
        net.Check(CanaryPlace.File, Path.GetFileName(path), bytes);
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8)) return;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var packed = entry.Open()) packed.CopyTo(content);
            net.Check(CanaryPlace.File, $"{Path.GetFileName(path)}/{entry.FullName}", content.ToArray());
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            // A write-ahead log goes with the last connection, which may close just now; its content is in the database then.
            return null;
        }
    }

    // Opened so that its files stay as they are: the test that was killed has left a write-ahead log.
    private static void SearchTables(CanaryNet net, string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            foreach (var table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row.Values[0]).ToList())
            {
                foreach (var (columns, values) in Read(connection, $"SELECT * FROM \"{table}\""))
                {
                    for (var i = 0; i < values.Length; i++) SearchValue(net, $"{table}.{columns[i]}", values[i]);
                }
            }
        }
        catch (SqliteException e)
        {
            // Some tests break their database; its bytes have been searched.
            net.Check(CanaryPlace.File, $"{Path.GetFileName(database)} (unreadable)", e.Message);
        }
    }

    private static void SearchValue(CanaryNet net, string where, object value)
    {
        if (value is string text) net.Check(CanaryPlace.Value, where, text);
        if (value is not byte[] bytes) return;
        net.Check(CanaryPlace.Value, where, bytes);
        if (Unpack(bytes) is { } content) net.Check(CanaryPlace.Value, $"{where} (unpacked)", content);
    }

    private static byte[]? Unpack(byte[] bytes)
    {
        try
        {
            using var content = new MemoryStream();
            using (var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)) packed.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or IOException)
        {
            // Not packed.
            return null;
        }
    }

    private static IEnumerable<(string[] Columns, object[] Values)> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables come from the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return (columns, values);
        }
    }
}
