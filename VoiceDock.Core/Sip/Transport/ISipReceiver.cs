using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Gets what <see cref="SipTransport"/> received, on a lane's thread; all messages of one Call-ID on the same one, in order.</summary>
internal interface ISipReceiver
{
    /// <summary>Its top Via is stamped already.</summary>
    void OnRequest(SipRequest request, SipTarget source, SourceStanding standing);

    void OnResponse(SipResponse response, SipTarget source);

    /// <summary>A request of a peer that is broken, but whole enough to be answered.</summary>
    void OnMalformed(SipRequest partial, SipParseError error, SipTarget source);

    /// <summary>Nothing sent there arrives. On any thread, perhaps inside a send: only enqueue.</summary>
    void OnUnreachable(SipTarget target, TransportFault fault);
}
