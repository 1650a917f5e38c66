using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>What was seen of one call on the wire, oldest first.</summary>
/// <param name="Truncated">The limit was reached; later messages are missing.</param>
public sealed record CallTrace(Guid CallId, IReadOnlyList<TraceMessage> Messages, bool Truncated)
{
    /// <summary>Where the audio of each leg began, fell silent and ended.</summary>
    public IReadOnlyList<TraceMarker> Markers { get; init; } = [];

    /// <summary>How the audio of each leg did over time; the caller's first.</summary>
    public IReadOnlyList<LegQualitySeries> Quality { get; init; } = [];
}
