namespace VoiceDock.Core.Trunks;

/// <summary>One line of the number table: what a destination would be dialled as under a rule.</summary>
/// <param name="IsCurrent">This is the trunk's rule as it is set now.</param>
/// <param name="Dialled">Prefix included; null when the rule cannot write it.</param>
/// <param name="Problem">Why not, and what to do; null when it can.</param>
public sealed record NumberRow(NumberFormat Format, bool IsCurrent, string? Dialled, string? Problem);
