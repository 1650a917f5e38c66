using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What the owner of a <see cref="SipAgent"/> decides. Called on the stack's threads; must not block.</summary>
public interface ISipAgentHandler
{
    /// <summary>Decides by the source alone, before parsing, on the receive thread: a look-up in memory, nothing slower.</summary>
    SipSourceVerdict Judge(SipTarget source);

    /// <summary>
    /// Whether a REGISTER from a source that is no peer is heard, within the limits for strangers; asked on the receive thread. It then arrives at
    /// <see cref="OnRequest"/>; every other request of that source stays unheard.
    /// </summary>
    bool MayRegister(SipTarget source) => false;

    /// <summary>
    /// Whether a request that would be heard reaches the stack at all: asked before anything else, repeats, ACK and malformed ones included. False: as if
    /// the network had lost it. Its top Via is stamped with the source already; what is changed there shows in the answers, never in where they go.
    /// </summary>
    bool Arrives(SipRequest request, SipTarget source) => true;

    /// <summary>Somebody unknown sent something; at most one call per address and minute. <paramref name="summary"/> is cleaned text.</summary>
    void OnUnknownSource(SipTarget source, string summary);

    /// <summary>Whether <see cref="OnArrival"/> is called; asked for every message, on the receive thread.</summary>
    bool WatchesArrivals => false;

    /// <summary>
    /// Something came in, as it came: not parsed, and perhaps from a stranger who is never answered. Not what was dropped because its source sent too
    /// many. A stranger's TLS connection is closed before its handshake; then the text is <c>TLS connection</c>. Called on the receive threads; the
    /// bytes are valid during the call only.
    /// </summary>
    void OnArrival(SipTarget source, ReadOnlySpan<byte> message)
    {
        // Nobody looks.
    }

    /// <summary>
    /// A new inbound INVITE; 100 has been sent. Set <see cref="SipSession.Handler"/> here and later ring, answer or reject:
    /// without that the call stays unanswered until the caller gives up.
    /// </summary>
    void OnInvite(SipSession session);

    /// <summary>
    /// A request outside any dialog that is no INVITE. Return a response made with <see cref="SipRequest.CreateResponse"/>, or null for
    /// the stack's own (OPTIONS 200, or 503 while draining; INFO 481; REFER 603; NOTIFY, PRACK, UPDATE 481; others 405).
    /// </summary>
    SipResponse? OnRequest(SipRequest request, SipTarget source);
}
