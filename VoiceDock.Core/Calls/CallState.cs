namespace VoiceDock.Core.Calls;

/// <summary>Where a call stands. The first four are live; the others are final.</summary>
public enum CallState
{
    /// <summary>The INVITE is accepted, 180 is sent; or we are calling, and nobody has answered yet.</summary>
    Ringing,

    /// <summary>Answered, waiting for the caller's ACK.</summary>
    Connecting,

    /// <summary>The caller is with the assistant.</summary>
    InProgress,

    /// <summary>The caller is connected to a transfer's destination.</summary>
    Transferred,

    /// <summary>Over, as people end calls.</summary>
    Ended,

    /// <summary>Over, because something broke after the answer.</summary>
    EndedWithError,

    /// <summary>Never answered, because something broke.</summary>
    Failed,

    /// <summary>Refused by us.</summary>
    Rejected,
}

/// <summary>What follows from a <see cref="CallState"/>.</summary>
public static class CallStates
{
    public static bool IsLive(this CallState state) => state <= CallState.Transferred;

    /// <summary>Control commands are taken (API contract section 6).</summary>
    public static bool IsActive(this CallState state) => state is CallState.InProgress or CallState.Transferred;
}
