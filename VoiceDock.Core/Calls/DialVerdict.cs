namespace VoiceDock.Core.Calls;

/// <summary>What a check of a rehearsal means for the transfer.</summary>
public enum DialVerdict
{
    Ok,

    /// <summary>It would be sent, and may not do what is wanted.</summary>
    Mind,

    /// <summary>Nothing would be sent.</summary>
    Refused,
}
