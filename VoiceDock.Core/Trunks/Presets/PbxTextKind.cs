namespace VoiceDock.Core.Trunks.Presets;

/// <summary>What a piece of text for the other side is.</summary>
public enum PbxTextKind
{
    Words,

    /// <summary>A fact of ours, to be copied.</summary>
    Value,

    /// <summary>Where the password stands; the text names who knows it, never the password.</summary>
    Password,
}
