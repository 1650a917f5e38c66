namespace VoiceDock.Web.Api;

/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
public sealed record ReadyDto(string Status, IReadOnlyDictionary<string, ProbeDto> Checks);
