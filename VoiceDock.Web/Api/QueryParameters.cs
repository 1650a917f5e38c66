namespace VoiceDock.Web.Api;

/// <summary>The query parameters of an endpoint, for the API's document.</summary>
public sealed record QueryParameters(IReadOnlyList<(string Name, string Description)> Parameters);
