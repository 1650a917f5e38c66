namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Where a registration of ours stands.</summary>
public enum RegistrationState
{
    /// <summary>Not asked for, or removed again.</summary>
    Off,

    /// <summary>The first REGISTER is on its way.</summary>
    Registering,

    /// <summary>The registrar holds our binding.</summary>
    Registered,

    /// <summary>The registrar will not have us: asked again once an hour only, so that nobody bans us.</summary>
    Refused,

    /// <summary>No registrar answered, or none that could: tried again after 30 s, doubling to 10 min.</summary>
    Unreachable,
}
