namespace VoiceDock.Core.Trunks;

/// <summary>How a check of a trunk ended.</summary>
public enum TrunkCheckOutcome
{
    /// <summary>A final SIP answer came, whatever its code: the peer is alive.</summary>
    Answered,

    /// <summary>The host has no address.</summary>
    NoSuchHost,

    /// <summary>An address of the host may not be called.</summary>
    TargetRefused,

    /// <summary>Nothing came back in time.</summary>
    Silent,

    /// <summary>The machine said that nothing listens there (ICMP, or TCP refused).</summary>
    PortClosed,

    /// <summary>The machine did not prove who it is, or speaks no TLS that is accepted.</summary>
    TlsFailed,

    /// <summary>The stored password does not open; nothing was sent.</summary>
    CredentialsUnreadable,
}
