namespace VoiceDock.Core.Sip.Transport;

/// <summary>Kinds of <see cref="TransportFault"/>.</summary>
internal enum TransportFaultKind
{
    /// <summary>Refused, or no route.</summary>
    Unreachable,

    /// <summary>No connection in time.</summary>
    Timeout,

    /// <summary>The other side did not prove who it is, or speaks no TLS we accept.</summary>
    Tls,

    /// <summary>A connection that worked has ended; a new one may work as well.</summary>
    Broken,
}
