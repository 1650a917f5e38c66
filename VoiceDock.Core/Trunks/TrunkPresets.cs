using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Core.Trunks;

/// <summary>The presets offered; the one door to them.</summary>
public static class TrunkPresets
{
    /// <summary>In the order of the cards.</summary>
    public static IReadOnlyList<TrunkPreset> All { get; } = PresetReader.ReadAll();

    public static TrunkPreset FreePbx { get; } = All.Single(p => p.Slug == "freepbx");
    public static TrunkPreset ThreeCx { get; } = All.Single(p => p.Slug == "3cx");
    public static TrunkPreset Generic { get; } = All.Single(p => p.Slug == "generic");

    /// <summary>The preset of that slug (any case); <see cref="Generic"/> for null and every other text.</summary>
    public static TrunkPreset For(string? provider) =>
        All.FirstOrDefault(p => string.Equals(p.Slug, provider, StringComparison.OrdinalIgnoreCase)) ?? Generic;
}
