namespace VoiceDock.Core.Trunks.Health;

/// <summary>One OPTIONS of the past.</summary>
/// <param name="At">UTC.</param>
/// <param name="RoundTrip">Null: it was not answered.</param>
public sealed record HealthSample(DateTime At, TimeSpan? RoundTrip);
