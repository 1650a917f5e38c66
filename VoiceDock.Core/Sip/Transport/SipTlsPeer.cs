namespace VoiceDock.Core.Sip.Transport;

/// <summary>Whom the other side of a TLS connection must prove to be. Two targets share a connection only when both values are equal.</summary>
/// <param name="Name">The domain or address asked for (before any SRV look-up, RFC 5922 section 7.3): sent as SNI when it is a name, and must
/// be in the certificate.</param>
/// <param name="PinnedCaPem">PEM certificates of the only authorities trusted; null: the system's.</param>
public sealed record SipTlsPeer(string Name, string? PinnedCaPem = null);
