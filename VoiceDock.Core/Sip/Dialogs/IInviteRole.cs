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

    /// <summary>The session ended: stop what only a living one needs.</summary>
    void OnSessionEnded();
}
