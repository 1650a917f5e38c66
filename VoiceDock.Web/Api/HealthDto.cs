namespace VoiceDock.Web.Api;

public sealed record HealthDto(string Status, DateTime Timestamp, string Version, IReadOnlyDictionary<string, HealthCheckDto> Checks);
