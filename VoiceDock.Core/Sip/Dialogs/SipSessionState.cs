namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Where a session stands.</summary>
public enum SipSessionState
{
    /// <summary>INVITE sent or received, nothing but 100 since.</summary>
    Inviting,

    /// <summary>A provisional response above 100 went by.</summary>
    Early,

    /// <summary>A 2xx went by, its ACK not yet.</summary>
    Answered,

    /// <summary>The 2xx is acknowledged.</summary>
    Confirmed,

    /// <summary>Over; <see cref="ISipSessionHandler.OnEnded"/> is called or about to be.</summary>
    Ended,
}
