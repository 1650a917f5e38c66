using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls;

/// <summary>Port: calls the tools of an assistant that somebody else answers. Implemented by the webhooks.</summary>
public interface ICallTools
{
    /// <summary>What the tool answered, as JSON or text; a failure is told in words the model can use. Never throws but for <paramref name="cancellation"/>.</summary>
    Task<string> CallAsync(CallView call, Assistant assistant, ToolCall tool, CancellationToken cancellation);
}
