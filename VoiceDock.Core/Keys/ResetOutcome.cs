namespace VoiceDock.Core.Keys;

/// <summary>A database that starts anew with another master key.</summary>
/// <param name="MasterId">Short id of the key the database has now.</param>
/// <param name="File">Where it lies; null when it came from the environment.</param>
/// <param name="Copy">The database as it was.</param>
public sealed record ResetOutcome(string MasterId, string? File, string Copy);
