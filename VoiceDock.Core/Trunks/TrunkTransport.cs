namespace VoiceDock.Core.Trunks;

/// <summary>How SIP messages travel to a trunk.</summary>
public enum TrunkTransport
{
    Udp,
    Tcp,

    /// <summary>TLS 1.2 or later over TCP, with the PBX's certificate checked.</summary>
    Tls,
}
