namespace VoiceDock.Core.Calls;

/// <summary>Where a REFER stands, in words the domain uses. <see cref="Accepted"/> and <see cref="Ringing"/> may be followed by others.</summary>
public enum ReferStage
{
    /// <summary>The PBX read it (200 or 202), nothing more.</summary>
    Accepted,

    /// <summary>The PBX told a status below 200.</summary>
    Ringing,

    /// <summary>The PBX told that the destination answered.</summary>
    Succeeded,

    /// <summary>The PBX told a final status of 300 or above.</summary>
    Failed,

    /// <summary>The PBX did not take it.</summary>
    Refused,

    /// <summary>The PBX took it, or gave no answer, and never told how it ended; the leg is still up.</summary>
    Unknown,

    /// <summary>The leg ended before the PBX told how it went.</summary>
    LegGone,
}
