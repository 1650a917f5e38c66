using VoiceDock.Core.Calls.Transcripts;

namespace VoiceDock.Web.Calls;

/// <summary>One turn of a conversation. The official fields are role and content; the others are ours.</summary>
/// <param name="Role"><c>user</c> (the caller) or <c>assistant</c>; <c>tool</c> and <c>system</c> are ours.</param>
/// <param name="Time">When it was first told; UTC.</param>
/// <param name="Interrupted">The caller spoke before its end; the content is what was heard.</param>
/// <param name="LatencyMs">From the end of the caller's speech to the first audio of this answer; null where nothing was answered.</param>
public sealed record CallMessageDto(string Role, string Content, DateTime Time, bool Interrupted, int? LatencyMs)
{
    public static CallMessageDto From(CallMessage message) => new(CallWire.RoleOf(message.Role), message.Text, message.At, message.Interrupted, message.LatencyMs);
}
