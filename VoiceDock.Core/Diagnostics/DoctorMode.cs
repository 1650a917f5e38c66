namespace VoiceDock.Core.Diagnostics;

/// <summary>How far a run goes.</summary>
public enum DoctorMode
{
    /// <summary>Sends no INVITE: nothing rings.</summary>
    Silent,

    /// <summary>Sends nothing at all: shows the messages a transfer to the destination would send.</summary>
    DryRun,

    /// <summary>Calls the destination and hangs up at the first sign of ringing.</summary>
    Ring,

    /// <summary>Calls the destination, lets it answer, and measures a few seconds of audio both ways.</summary>
    Tone,

    /// <summary>Calls a name that cannot exist, to prove user name and password where the PBX takes no REGISTER.</summary>
    Nobody,
}
