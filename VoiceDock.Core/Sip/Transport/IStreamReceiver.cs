namespace VoiceDock.Core.Sip.Transport;

/// <summary>Gets what <see cref="StreamTransport"/> hears, on pool threads; messages of one connection in order.</summary>
internal interface IStreamReceiver
{
    /// <summary>A whole message that passed the filter, valid during the call only. False: no room now, it comes again.</summary>
    bool OnMessage(ReadOnlySpan<byte> message, SipTarget source, SourceStanding standing);

    /// <summary>Headers after which the stream cannot be understood.</summary>
    void OnBroken(ReadOnlySpan<byte> headers, SipTarget source, SourceStanding standing);

    /// <summary>A connection could not be made or ended.</summary>
    void OnUnreachable(SipTarget target, TransportFault fault);
}
