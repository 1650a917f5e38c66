namespace VoiceDock.Web.Api;

/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Reason">Why it is not healthy, in words; without addresses, paths or SQL.</param>
public sealed record ProbeDto(string Status, string? Reason);
