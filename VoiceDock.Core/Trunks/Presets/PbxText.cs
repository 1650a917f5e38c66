namespace VoiceDock.Core.Trunks.Presets;

/// <summary>A piece of a text for the other side.</summary>
public readonly record struct PbxText(string Text, PbxTextKind Kind);
