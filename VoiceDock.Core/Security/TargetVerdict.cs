namespace VoiceDock.Core.Security;

/// <summary>May we send there?</summary>
/// <param name="Reason">Why not, for people; null when allowed.</param>
public readonly record struct TargetVerdict(string? Reason)
{
    public static readonly TargetVerdict Allowed = default;

    public bool IsAllowed => Reason is null;

    public static TargetVerdict Refused(string reason) => new(reason);
}
