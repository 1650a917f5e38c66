using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access;

/// <summary>An invitation just made, with the token of its link, shown this once.</summary>
public sealed class CreatedInvite(Invite invite, string token)
{
    public Invite Invite { get; } = invite;

    /// <summary>Fit for a link; kept nowhere.</summary>
    public string Token { get; } = token;

    public override string ToString() => ProtectedSecret.Mask;
}
