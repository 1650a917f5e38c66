namespace VoiceDock.Core.Practice;

/// <summary>An extension answered.</summary>
/// <param name="Caller">The caller's number as the PBX sees it (P-Asserted-Identity, else From).</param>
public sealed record PracticeAnswered(PracticeExtension Extension, string? Caller);
