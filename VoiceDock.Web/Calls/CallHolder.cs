namespace VoiceDock.Web.Calls;

/// <summary>Who has the caller.</summary>
/// <param name="Detail">The second line: the business of an assistant, number and trunk of a destination.</param>
public sealed record CallHolder(string Name, string? Detail, bool IsDestination);
