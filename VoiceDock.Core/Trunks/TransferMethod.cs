namespace VoiceDock.Core.Trunks;

/// <summary>How a transfer reaches its destination over a trunk.</summary>
public enum TransferMethod
{
    /// <summary>By REFER where that has been shown to work on the trunk, else by a second leg; the default.</summary>
    Auto,

    /// <summary>A second leg that VoiceDock joins with the caller's: works everywhere.</summary>
    Bridge,

    /// <summary>The PBX takes the caller over (RFC 3515); only for a caller who came in over the same trunk.</summary>
    Refer,
}
