namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Where a transfer stands; the last four are final.</summary>
public enum TransferState
{
    Requested,
    Announcing,
    Dialing,
    Ringing,

    /// <summary>Somebody answered, and has not taken the call yet.</summary>
    Screening,

    Answered,
    Connected,
    Completed,
    Failed,
    Cancelled,
    TakenBack,
}

/// <summary>What follows from a <see cref="TransferState"/>.</summary>
public static class TransferStates
{
    public static bool IsFinal(this TransferState state) => state >= TransferState.Completed;

    /// <summary>The destination's leg is joined or about to be.</summary>
    public static bool IsAnswered(this TransferState state) => state is TransferState.Answered or TransferState.Connected;
}
