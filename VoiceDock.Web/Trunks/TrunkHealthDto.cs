using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Web.Trunks;

/// <summary>Whether a trunk's peer answers.</summary>
/// <param name="State">unknown, up, suspect or down.</param>
/// <param name="RttMs">Round trip of the last OPTIONS that was answered, in milliseconds; null: none was.</param>
/// <param name="CheckedAt">When something was last learnt, by OPTIONS or by a call; null: never.</param>
/// <param name="Since">Since when the state holds; null while unknown.</param>
/// <param name="Reason">busy, no_options, timeout, unreachable, dns_failed, target_refused, tls_failed, returning, flapping; null where the state says it all.</param>
public sealed record TrunkHealthDto(string State, double? RttMs, DateTime? CheckedAt, DateTime? Since, string? Reason)
{
    public static TrunkHealthDto From(TrunkHealth health) => new(
        WireName.Of(health.State),
        health.RoundTrip is { } time ? Math.Round(time.TotalMilliseconds, 1) : null,
        health.CheckedAt,
        health.Since,
        health.Reason is { } reason ? WireName.Of(reason) : null);
}
