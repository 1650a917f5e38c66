namespace VoiceDock.Core.Trunks.Health;

/// <summary>What somebody should hear about a trunk.</summary>
public enum TrunkEventKind
{
    Down,

    /// <summary>Up after it had been down.</summary>
    Recovered,

    /// <summary>It changes between up and down too often to be believed.</summary>
    Unsteady,

    /// <summary>What the peer says of itself is not what it was.</summary>
    PeerChanged,

    CertificateExpiring,
}
