namespace VoiceDock.Web.Api;

/// <summary>The scope a key must have for an endpoint.</summary>
public sealed record RequiredScope(string Scope);
