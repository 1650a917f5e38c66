namespace VoiceDock.Core.Diagnostics.Probes;

/// <summary>How an attempt to connect ended.</summary>
public enum ConnectOutcome
{
    Connected,

    /// <summary>Nothing came back in time.</summary>
    Silent,

    /// <summary>The machine refused, or there is no way to it.</summary>
    Refused,

    /// <summary>Connected, but TLS failed or the certificate was not accepted.</summary>
    TlsFailed,
}

/// <summary>What a connection showed.</summary>
/// <param name="Problem">In words without a full stop; null when connected.</param>
/// <param name="Certificate">What was shown, also when it was not accepted; null without TLS.</param>
/// <param name="Tls">Version and cipher: <c>TLS 1.3, TLS_AES_256_GCM_SHA384</c>; null unless the handshake ended well.</param>
public sealed record ConnectAnswer(ConnectOutcome Outcome, TimeSpan Took, string? Problem = null, ShownCertificate? Certificate = null, string? Tls = null);

/// <summary>A certificate in words. Texts are cleaned.</summary>
/// <param name="Names">The DNS names, addresses and SIP domains it is for.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Fingerprint">SHA-256 in hex.</param>
public sealed record ShownCertificate(IReadOnlyList<string> Names, string Issuer, DateTime EndsAt, string Fingerprint);
