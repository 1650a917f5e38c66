namespace VoiceDock.Core.Trunks;

/// <summary>Whether a trunk is registered: by us at its PBX, or by its PBX with us.</summary>
public enum TrunkRegistrationState
{
    /// <summary>Nobody registers, or the PBX has not yet.</summary>
    Off,

    /// <summary>Our first REGISTER is on its way.</summary>
    Registering,

    Registered,

    /// <summary>The PBX will not have us; tried once an hour until the trunk is edited.</summary>
    Refused,

    /// <summary>No answer, or the PBX has troubles of its own; tried again by itself.</summary>
    Unreachable,
}
