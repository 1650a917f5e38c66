using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>A sign-in that was just made.</summary>
/// <param name="Key">For the cookie, and kept nowhere else: 256 random bits in text.</param>
public sealed record StartedSignIn(Guid Id, string Key)
{
    public override string ToString() => ProtectedSecret.Mask;
}
