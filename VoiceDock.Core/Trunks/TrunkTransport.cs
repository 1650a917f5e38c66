namespace VoiceDock.Core.Trunks;

/// <summary>How SIP messages travel to a trunk. TCP and TLS follow in a later release.</summary>
public enum TrunkTransport
{
    Udp,
}
