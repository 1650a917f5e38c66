namespace VoiceDock.Core.Trunks.Health;

/// <summary>What a trunk's peer proves itself with over TLS.</summary>
/// <param name="Issuer">Common name of who issued it.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Sha256">Of the whole certificate, hexadecimal.</param>
public sealed record PeerCertificateFacts(string Issuer, DateTime EndsAt, string Sha256);
