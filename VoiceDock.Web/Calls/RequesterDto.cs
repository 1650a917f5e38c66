namespace VoiceDock.Web.Calls;

/// <summary>Who asked: <c>api</c>, <c>assistant</c>, <c>operator</c> or <c>system</c>, and by which name.</summary>
public sealed record RequesterDto(string Type, string Name);
