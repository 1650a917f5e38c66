namespace VoiceDock.Core.Sip.Transport;

/// <summary>Kinds of <see cref="TransportFault"/>.</summary>
internal enum TransportFaultKind
{
    /// <summary>Refused, no route, or the connection broke.</summary>
    Unreachable,

    /// <summary>No connection in time.</summary>
    Timeout,

    /// <summary>The other side did not prove who it is, or speaks no TLS we accept.</summary>
    Tls,
}
