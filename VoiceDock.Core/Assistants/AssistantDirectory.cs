namespace VoiceDock.Core.Assistants;

/// <summary>All assistants in memory, for the call path: no database, no lock. Thread-safe.</summary>
public sealed class AssistantDirectory
{
    /// <summary>Raised after an assistant changed, under no lock. Handlers must be quick.</summary>
    public event Action? Changed { add => throw new NotImplementedException(); remove => throw new NotImplementedException(); }

    public IReadOnlyList<Assistant> All => throw new NotImplementedException();

    public Assistant? Find(Guid id) => throw new NotImplementedException();
}
