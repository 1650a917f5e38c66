namespace VoiceDock.Core.Trunks;

/// <summary>One setting on the other side.</summary>
/// <param name="Where">Screen or section, for example <c>Connectivity &gt; Trunks</c>.</param>
/// <param name="Setting">The field's name there.</param>
/// <param name="Value">What to enter; may hold placeholders of <see cref="PbxSide"/>.</param>
public sealed record PbxStep(string Where, string Setting, string Value);
