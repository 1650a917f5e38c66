namespace VoiceDock.Core.Trunks.Refer;

/// <summary>What is known of REFER (RFC 3515) on a trunk.</summary>
public enum ReferSupport
{
    Unknown,

    /// <summary>Its peer names REFER in Allow; nobody has seen one complete.</summary>
    Advertised,

    /// <summary>REFERs have completed, and go on doing so.</summary>
    Proven,

    /// <summary>The last one failed so that the transfer had to be made by a second leg.</summary>
    Failing,
}
