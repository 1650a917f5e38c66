namespace VoiceDock.Core.Trunks;

/// <summary>Who registers with whom.</summary>
public enum TrunkRegistrationMode
{
    None,

    /// <summary>We register with the PBX.</summary>
    Registers,

    /// <summary>The PBX registers with us.</summary>
    Accepts,
}
