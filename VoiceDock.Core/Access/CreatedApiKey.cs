using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access;

/// <summary>A key just made, with the token that is shown this once.</summary>
public sealed class CreatedApiKey(ApiKey key, string token)
{
    public ApiKey Key { get; } = key;

    /// <summary>Shown once, kept nowhere.</summary>
    public string Token { get; } = token;

    public override string ToString() => ProtectedSecret.Mask;
}
