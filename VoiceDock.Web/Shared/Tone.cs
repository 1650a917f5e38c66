namespace VoiceDock.Web.Shared;

/// <summary>What a state means to the person looking at it; decides colour and the shape of the dot.</summary>
public enum Tone
{
    /// <summary>Idle, off, never checked, over.</summary>
    Neutral,

    /// <summary>Up, connected, passed.</summary>
    Up,

    /// <summary>Suspect, slow, ringing too long.</summary>
    Suspect,

    /// <summary>Down, failed.</summary>
    Down,

    /// <summary>In progress: dialling, ringing, running.</summary>
    Info,
}
