using System.Globalization;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>The refusals of a trunk's caps.</summary>
public static class TollErrors
{
    public const string CapReachedCode = "trunk_cap_reached";

    /// <param name="cap">Which one, such as <c>100 calls</c>.</param>
    /// <param name="free">When calls over it are possible again, in words.</param>
    public static Error CapReached(Trunk trunk, string cap, string free, DateTimeOffset until, DateTimeOffset now) => new(
        ErrorKind.TooMany, CapReachedCode,
        $"Trunk '{trunk.Name}' has reached its cap of {cap} a day. Calls over it are possible again from {free}, or when its cap is raised.")
    {
        RetryAfter = until - now,
        Details = [$"trunk_id: {trunk.Id}", string.Create(CultureInfo.InvariantCulture, $"free_again: {until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")],
    };
}
