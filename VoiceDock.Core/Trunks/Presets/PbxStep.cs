namespace VoiceDock.Core.Trunks.Presets;

/// <summary>One setting on the other side.</summary>
/// <param name="Where">Screen or section, for example <c>Connectivity &gt; Trunks</c>.</param>
/// <param name="Setting">The field's name there.</param>
/// <param name="Value">What to enter; may hold placeholders and conditions of <see cref="PbxTemplate"/>.</param>
/// <param name="Unverified">Nobody has confirmed this step on such a system for us; to be shown with it.</param>
public sealed record PbxStep(string Where, string Setting, string Value, bool Unverified = false);
