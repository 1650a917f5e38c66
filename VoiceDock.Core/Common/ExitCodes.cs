namespace VoiceDock.Core.Common;

/// <summary>How the process ends when it cannot start (sysexits.h where it has a word for it).</summary>
public static class ExitCodes
{
    /// <summary>Port taken, folder not writable, setting wrong, database damaged.</summary>
    public const int CannotStart = 1;

    /// <summary>EX_TEMPFAIL: another process uses the same data folder.</summary>
    public const int FolderInUse = 75;

    /// <summary>EX_CONFIG: the master key is missing, malformed, readable by others, or another one.</summary>
    public const int KeyTrouble = 78;
}
