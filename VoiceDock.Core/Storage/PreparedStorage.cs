using Microsoft.Data.Sqlite;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>A data folder that is ours, with its key read and its database checked and migrated. Disposing gives the folder free.</summary>
public sealed class PreparedStorage : IDisposable
{
    private readonly DataFolder _folder;

    internal PreparedStorage(DataFolder folder, string connectionString, MasterKey masterKey, DataKeyRing dataKeys) =>
        (_folder, ConnectionString, MasterKey, DataKeys) = (folder, connectionString, masterKey, dataKeys);

    /// <summary>Absolute path of the data folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Not created before somebody needs it.</summary>
    public string RecordingsFolder => Path.Combine(Folder, "recordings");

    /// <summary>Not created before somebody needs it.</summary>
    public string PromptsFolder => Path.Combine(Folder, "prompts");

    /// <summary>True while the master key lies in the data folder: the Security page keeps a notice until it is moved.</summary>
    public bool IsKeyBesideDatabase { get; internal init; }

    internal string ConnectionString { get; }

    internal string DatabasePath => _folder.Database;

    internal MasterKey MasterKey { get; }

    internal DataKeyRing DataKeys { get; }

    public void Dispose()
    {
        // The pool keeps files open; closing the last connection also writes the log into the database.
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        _folder.Dispose();
    }
}
