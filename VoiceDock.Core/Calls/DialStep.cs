namespace VoiceDock.Core.Calls;

/// <summary>What a check of a rehearsal is about.</summary>
public enum DialStep
{
    /// <summary>The trunk is in use.</summary>
    Trunk,

    /// <summary>The destination may be called, and how it is written for the trunk.</summary>
    Number,

    /// <summary>Which number the destination sees.</summary>
    CallerId,

    /// <summary>The trunk's own headers, and which of them say nothing of this call.</summary>
    Headers,

    /// <summary>The address the INVITE goes to.</summary>
    Target,

    /// <summary>An audio port is free, and the message can be written.</summary>
    Message,
}
