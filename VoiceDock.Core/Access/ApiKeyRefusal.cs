namespace VoiceDock.Core.Access;

/// <summary>Why a presented key is not accepted.</summary>
public enum ApiKeyRefusal
{
    None,

    /// <summary>No such key, wrong secret, malformed, or a test key outside the demo: all look the same (<c>unauthorized</c>).</summary>
    Unknown,

    /// <summary><c>api_key_expired</c>.</summary>
    Expired,

    /// <summary><c>api_key_revoked</c>.</summary>
    Revoked,

    /// <summary>The key has a newer token by rotation, and this one does not work any more (<c>api_key_revoked</c>).</summary>
    Replaced,

    /// <summary>Right key, but not from this address (<c>unauthorized</c>).</summary>
    SourceNotAllowed,
}
