namespace VoiceDock.Core.Diagnostics;

/// <summary>Where one check stands.</summary>
public enum CheckStatus
{
    Pending,
    Running,
    Ok,

    /// <summary>Works, and something should be looked at.</summary>
    Warning,

    /// <summary>Keeps calls from working.</summary>
    Problem,

    /// <summary>Not asked for, does not apply, or an earlier check left nothing to check.</summary>
    Skipped,
}
