namespace VoiceDock.Core.Trunks.Presets;

/// <summary>How transfers are best made on a kind of system. A recommendation for words and rehearsals: a trunk has no such setting.</summary>
public enum PresetMethod
{
    /// <summary>By REFER once that is proven on the trunk, until then by a second leg that VoiceDock joins.</summary>
    Auto,

    /// <summary>By a second leg that VoiceDock joins.</summary>
    Bridge,
}
