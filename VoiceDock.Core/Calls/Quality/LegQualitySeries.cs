using System.Text.Json.Serialization;

namespace VoiceDock.Core.Calls.Quality;

/// <summary>How the audio of one leg did over time, in equal steps from its beginning on.</summary>
/// <param name="Leg">As in the ladder: <c>caller</c>, or <c>destination 1</c> and so on.</param>
/// <param name="TransferId">The transfer the leg belongs to; null for the caller.</param>
/// <param name="StartedAt">UTC, the beginning of the first step.</param>
/// <param name="StepSeconds">Length of one step: 1, or more where a long call was thinned.</param>
/// <param name="Points">At most 600, oldest first.</param>
public sealed record LegQualitySeries(string Leg, Guid? TransferId, DateTime StartedAt, int StepSeconds, IReadOnlyList<QualityPoint> Points)
{
    /// <summary>Seconds from the beginning of the first step to the end of the last.</summary>
    [JsonIgnore]
    public int Seconds => Points.Count * StepSeconds;
}
