namespace VoiceDock.Core.Sip.Transport;

/// <summary>What carries a SIP message (RFC 3261 section 18, RFC 5630 for TLS without <c>sips:</c>).</summary>
public enum SipTransportKind
{
    Udp,
    Tcp,
    Tls,
}
