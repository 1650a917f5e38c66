namespace VoiceDock.Web.Api;

public sealed record HealthCheckDto(string Status, long LatencyMs);
