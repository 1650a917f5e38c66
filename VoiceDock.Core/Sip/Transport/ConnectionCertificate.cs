namespace VoiceDock.Core.Sip.Transport;

/// <summary>What the other side of a TLS connection in use proved itself with.</summary>
/// <param name="Issuer">Common name of who issued it, cleaned.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Sha256">Of the whole certificate, hexadecimal.</param>
public sealed record ConnectionCertificate(string Issuer, DateTime EndsAt, string Sha256);
