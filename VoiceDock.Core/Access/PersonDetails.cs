namespace VoiceDock.Core.Access;

/// <summary>A person as an administrator sees them.</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="LastSignInAt">UTC; null = never.</param>
/// <param name="LockedUntil">UTC; set while too many wrong passwords keep them out.</param>
/// <param name="SignIns">How many browsers they are signed in with now.</param>
public sealed record PersonDetails(Person Person, DateTime CreatedAt, DateTime? LastSignInAt, DateTime? LockedUntil, bool HasTwoFactor, int SignIns);
