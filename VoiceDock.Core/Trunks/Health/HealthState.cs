namespace VoiceDock.Core.Trunks.Health;

/// <summary>Whether a trunk's peer answers.</summary>
public enum HealthState
{
    /// <summary>Nobody has tried since the program started or the trunk was changed.</summary>
    Unknown,
    Up,

    /// <summary>It missed once, or changes too often to be believed.</summary>
    Suspect,
    Down,
}
