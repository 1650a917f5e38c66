using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// What happens to one <see cref="SipSession"/>. Called in order, one at a time per session, never under a lock, on the stack's threads or
/// inside a verb of the session: only enqueue here.
/// </summary>
public interface ISipSessionHandler
{
    /// <summary>Outbound: a response 101 to 199.</summary>
    void OnProvisional(SipSession session, SipResponse response);

    /// <summary>
    /// Outbound: the first 2xx. It is not acknowledged yet: arm the media, then call <see cref="SipSession.Ack"/> or
    /// <see cref="SipSession.AckAndBye"/>. Repetitions are then acknowledged by the stack; a second fork is ACKed and BYEd by it.
    /// </summary>
    void OnAnswered(SipSession session, SipResponse response);

    /// <summary>Inbound: the ACK to our 2xx arrived. <see cref="SipSession.RemoteSdp"/> is the answer when the offer was ours.</summary>
    void OnConfirmed(SipSession session);

    /// <summary>A re-INVITE or UPDATE: accept or reject it, now or later.</summary>
    void OnReinvite(SipSession session, SipReinvite offer);

    /// <summary>
    /// The other side has described itself anew in <see cref="SipSession.RemoteSdp"/>: in its answer to a refresh by the stack, or, in its ACK, to the offer
    /// that its re-INVITE without one has got from us.
    /// </summary>
    void OnRefreshed(SipSession session)
    {
        // An owner without media has nothing to change.
    }

    /// <summary>What became of a REFER of ours so far; a final state comes once, and before <see cref="OnEnded"/>.</summary>
    void OnReferred(SipSession session, SipReferState state)
    {
        // An owner that sends no REFER is never told.
    }

    /// <summary>An INFO inside the dialog; the stack has answered it 200.</summary>
    void OnInfo(SipSession session, SipRequest info);

    /// <summary>The session is over; exactly once, and nothing follows.</summary>
    void OnEnded(SipSession session, SipEnd end);
}
