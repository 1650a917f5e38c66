namespace VoiceDock.Core.Trunks;

/// <summary>Whether a trunk's password can be used now.</summary>
public enum CredentialState
{
    /// <summary>The trunk has no password.</summary>
    None,

    /// <summary>It opens.</summary>
    Ok,

    /// <summary>The key it was sealed with is not here.</summary>
    Locked,

    /// <summary>It was damaged or moved from another row.</summary>
    Corrupt,
}
