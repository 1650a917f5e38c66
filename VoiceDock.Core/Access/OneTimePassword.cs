using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access;

/// <summary>A password made for somebody. It is told once and kept nowhere.</summary>
/// <param name="UserName">As they sign in.</param>
/// <param name="Until">UTC; it does not work after.</param>
/// <param name="IsDisabled">The account stays disabled: an administrator has to enable it before the password works.</param>
public sealed record OneTimePassword(string UserName, string Password, DateTime Until, bool IsDisabled)
{
    public override string ToString() => ProtectedSecret.Mask;
}
