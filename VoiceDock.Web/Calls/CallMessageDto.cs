namespace VoiceDock.Web.Calls;

/// <summary>One turn of a conversation.</summary>
public sealed record CallMessageDto(string Role, string Content);
