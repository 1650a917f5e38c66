using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>The side of the INVITE that began a session: ours or theirs. Used on the session's strand.</summary>
internal interface IInviteRole
{
    /// <summary>The INVITE, as received or as last sent.</summary>
    SipRequest Request { get; }

    /// <summary>Ends the session from our side in whatever state it is; <paramref name="kind"/> replaces the usual kind of end.</summary>
    void HangUp(string? reason, SipEndKind? kind = null);

    /// <summary>The other side's BYE was answered.</summary>
    void OnRemoteBye(string? reason);

    /// <summary>True when an offer and its answer have gone by, so that UPDATE may carry another offer (RFC 3311 section 5.1).</summary>
    bool IsNegotiated { get; }

    /// <summary>The dialog of another fork, which is not the session's (12.1.2); null when there is none.</summary>
    Dialog? OtherDialog(string remoteTag);

    /// <summary>Another fork's dialog was ended by its side.</summary>
    void OnOtherBye(string remoteTag);

    /// <summary>The session ended: stop what only a living one needs.</summary>
    void OnSessionEnded();
}
