namespace VoiceDock.Core.Trunks.Health;

/// <summary>The stored form of a <see cref="PeerFingerprint"/>.</summary>
public sealed class FingerprintRecord
{
    public Guid TrunkId { get; set; }

    /// <summary><c>192.0.2.1:5060</c>.</summary>
    public string Target { get; set; } = "";

    public string? Server { get; set; }

    /// <summary>Methods with commas between; null: not said.</summary>
    public string? Allow { get; set; }

    /// <summary>Names with commas between; null: not said.</summary>
    public string? Codecs { get; set; }

    public string? CertificateSha256 { get; set; }

    public string? CertificateIssuer { get; set; }

    public DateTime? CertificateEndsAt { get; set; }

    /// <summary>Since when it says this.</summary>
    public DateTime ChangedAt { get; set; }
}
