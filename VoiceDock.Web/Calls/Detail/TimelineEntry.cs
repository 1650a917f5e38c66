using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>One line of a call's timeline.</summary>
/// <param name="At">UTC.</param>
/// <param name="Step">True for a step inside a transfer.</param>
public sealed record TimelineEntry(DateTime At, string Text, string? Detail = null, Tone Tone = Tone.Neutral, bool Step = false, string? Sip = null);
