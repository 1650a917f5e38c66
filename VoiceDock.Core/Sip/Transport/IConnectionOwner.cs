namespace VoiceDock.Core.Sip.Transport;

/// <summary>Gets what a <see cref="SipConnection"/> hears. Called on a pool thread, by one connection one call at a time.</summary>
internal interface IConnectionOwner
{
    /// <summary>A whole message, valid during the call only. False: the lanes are full, try again a moment later.</summary>
    bool OnMessage(SipConnection connection, ReadOnlySpan<byte> message);

    /// <summary>What came cannot be cut into messages; the connection is closed a moment later, so that an answer still gets out.</summary>
    void OnBroken(SipConnection connection, ReadOnlySpan<byte> headers);

    void OnPing(SipConnection connection);

    /// <summary>It is over; exactly once, the last call. The fault is null when we closed it and nothing is wrong.</summary>
    void OnClosed(SipConnection connection, TransportFault? fault);
}
