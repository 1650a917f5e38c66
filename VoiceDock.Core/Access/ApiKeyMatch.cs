namespace VoiceDock.Core.Access;

/// <summary>The outcome of looking up a presented key.</summary>
/// <param name="Key">Set when accepted, and when refused as expired, revoked or by source (for the log).</param>
public readonly record struct ApiKeyMatch(ApiKey? Key, ApiKeyRefusal Refusal)
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Key))]
    public bool IsAccepted => Refusal == ApiKeyRefusal.None && Key is not null;
}
