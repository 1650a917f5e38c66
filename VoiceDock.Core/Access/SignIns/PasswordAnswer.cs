namespace VoiceDock.Core.Access.SignIns;

/// <summary>What came of a name and a password; for the audit log, never for whoever tries.</summary>
/// <param name="Found">The person, when both are right.</param>
/// <param name="Refused">Whose password was looked at and wrong; null for a name nobody has, a locked and a disabled one.</param>
/// <param name="Locks">This try locked the name.</param>
public sealed record PasswordAnswer(User? Found, User? Refused, bool Locks)
{
    public static readonly PasswordAnswer Nobody = new(null, null, Locks: false);
}
