namespace VoiceDock.Core.Calls.Trace;

/// <summary>Something on a call's time axis that is no SIP message.</summary>
/// <param name="At">UTC.</param>
/// <param name="Leg">As in <see cref="TraceMessage.Leg"/>; null for the steps of a transfer.</param>
/// <param name="Kind">One of <see cref="TraceMarks"/>.</param>
/// <param name="Text">In words, with the leg's name.</param>
public sealed record TraceMarker(DateTime At, string? Leg, string Kind, string Text);
