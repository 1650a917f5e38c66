using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>The refusals of this room.</summary>
public static class SecurityErrors
{
    /// <summary>The target guard said no.</summary>
    public static Error TargetRefused(string host, string reason) => new(ErrorKind.Invalid, "target_refused", $"VoiceDock does not send to {host}: {reason}");

    /// <summary>The name has no address, or the resolver did not answer in time. Never treated as "unchecked".</summary>
    public static Error DnsFailed(string host, string reason) => new(ErrorKind.Unavailable, "dns_failed", $"The name {host} could not be resolved: {reason}");
}
