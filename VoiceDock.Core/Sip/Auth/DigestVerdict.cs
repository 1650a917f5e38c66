namespace VoiceDock.Core.Sip.Auth;

/// <summary>What a request's credentials are worth.</summary>
public enum DigestVerdictKind
{
    /// <summary>Right, and fresh.</summary>
    Accepted,

    /// <summary>None for our realm: challenge.</summary>
    NoCredentials,

    /// <summary>Right, with a nonce that is too old, not ours, or used before: challenge with stale=true.</summary>
    Stale,

    /// <summary>Unknown user, wrong password, or made for another request.</summary>
    Refused,
}

/// <param name="Username">As sent; null without readable credentials. Unproven unless accepted.</param>
public sealed record DigestVerdict(DigestVerdictKind Kind, string? Username);
