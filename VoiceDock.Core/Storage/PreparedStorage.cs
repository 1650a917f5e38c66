using Microsoft.Data.Sqlite;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>A data folder that is ours, with its key read and its database checked and migrated. Disposing gives the folder free.</summary>
public sealed class PreparedStorage : IDisposable
{
    private readonly DataFolder _folder;

    private volatile MasterKeyPlace _keyPlace;

    internal PreparedStorage(DataFolder folder, string connectionString, MasterKey masterKey, OpenedKeys keys, MasterKeyPlace keyPlace)
    {
        (_folder, ConnectionString, DataKeys, Instance) = (folder, connectionString, keys.Ring, keys.Instance);
        (MasterKey, _keyPlace) = (new MasterKeyInUse(masterKey), keyPlace);
    }

    /// <summary>Absolute path of the data folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Not created before somebody needs it.</summary>
    public string RecordingsFolder => Path.Combine(Folder, "recordings");

    /// <summary>Not created before somebody needs it.</summary>
    public string PromptsFolder => Path.Combine(Folder, "prompts");

    /// <summary>Where the master key was read from, or written to since.</summary>
    public MasterKeyPlace KeyPlace
    {
        get => _keyPlace;
        internal set => _keyPlace = value;
    }

    internal string ConnectionString { get; }

    internal string DatabasePath => _folder.Database;

    internal MasterKeyInUse MasterKey { get; }

    internal DataKeyRing DataKeys { get; }

    internal InstanceKey Instance { get; }

    public void Dispose()
    {
        // The pool keeps files open; closing the last connection also writes the log into the database.
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        _folder.Dispose();
    }
}
