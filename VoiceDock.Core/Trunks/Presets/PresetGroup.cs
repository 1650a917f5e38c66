namespace VoiceDock.Core.Trunks.Presets;

/// <summary>Under which heading a preset's card stands.</summary>
public enum PresetGroup
{
    /// <summary>A phone system of one's own.</summary>
    Pbx,

    /// <summary>A provider's trunk.</summary>
    Provider,

    /// <summary>A contact centre or cloud phone system, often reached through a session border controller.</summary>
    ContactCentre,
}
