using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>One destination of an assistant's transfer_call tool.</summary>
/// <param name="Target">E.164 number or extension.</param>
/// <param name="Description">1-500 characters: who is there and when to transfer; spoken as the name.</param>
/// <param name="Message">0-1000 characters said before dialling; null or empty for none.</param>
public sealed record TransferDestination(DialTarget Target, string Description, string? Message)
{
    /// <summary>As in the tool: <c>+31612345678</c> or <c>200</c>.</summary>
    public string Number => Target.Value;
}
