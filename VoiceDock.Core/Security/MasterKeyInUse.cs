namespace VoiceDock.Core.Security;

/// <summary>The master key of the running program. It changes when the database is rewrapped; ask for it, never keep it. Thread-safe.</summary>
internal sealed class MasterKeyInUse(MasterKey key)
{
    private volatile MasterKey _key = key;

    public MasterKey Key
    {
        get => _key;
        set => _key = value;
    }
}
