namespace VoiceDock.Core.Trunks.Presets;

/// <summary>A fact about a kind of system that is good to know before the first call.</summary>
/// <param name="Text">One or two sentences.</param>
/// <param name="Unverified">Common knowledge that nobody has confirmed on such a system for us; to be shown with it.</param>
public sealed record PresetNote(string Text, bool Unverified = false);
