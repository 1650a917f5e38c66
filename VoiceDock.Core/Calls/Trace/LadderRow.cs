namespace VoiceDock.Core.Calls.Trace;

/// <summary>One line of a ladder: a message, or a marker.</summary>
public sealed record LadderRow(DateTime At, TraceMessage? Message, TraceMarker? Marker);
