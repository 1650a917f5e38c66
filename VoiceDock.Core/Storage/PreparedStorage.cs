using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>A data folder that is ours, with its key read and its database checked and migrated. Disposing gives the folder free.</summary>
public sealed class PreparedStorage : IDisposable
{
    internal PreparedStorage(string folder, string connectionString, MasterKey masterKey, DataKeyRing dataKeys) =>
        (Folder, ConnectionString, MasterKey, DataKeys) = (folder, connectionString, masterKey, dataKeys);

    /// <summary>Absolute path of the data folder.</summary>
    public string Folder { get; }

    public string RecordingsFolder => Path.Combine(Folder, "recordings");

    public string PromptsFolder => Path.Combine(Folder, "prompts");

    internal string ConnectionString { get; }

    internal MasterKey MasterKey { get; }

    internal DataKeyRing DataKeys { get; }

    public void Dispose()
    {
    }
}
