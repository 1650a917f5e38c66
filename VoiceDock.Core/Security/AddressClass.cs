namespace VoiceDock.Core.Security;

/// <summary>What kind of address a target has.</summary>
public enum AddressClass
{
    Public,

    /// <summary>RFC 1918, RFC 6598, RFC 4193: an office PBX.</summary>
    Private,

    Loopback,

    /// <summary>Link-local, multicast, reserved, cloud metadata, or one of these dressed as another: nothing is ever sent there.</summary>
    Forbidden,
}
