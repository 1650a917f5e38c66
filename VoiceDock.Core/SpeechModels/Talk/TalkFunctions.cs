using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>Does what a model asks for by its functions. What it says meanwhile is heard first. On the call's actor.</summary>
internal sealed class TalkFunctions(TalkTools tools, IAssistantHost host, TalkReplies replies, TalkTurns turns)
{
    private string? _transfer;

    /// <param name="arguments">JSON text as the model wrote it.</param>
    public void Call(string name, string call, string arguments)
    {
        switch (name)
        {
            case TalkTools.Transfer or TalkTools.End when replies.HasAfter:
                replies.Answer(call, TalkResults.Busy);
                break;
            case TalkTools.Transfer when tools.Chosen(arguments) is { } index:
                _transfer = call;
                replies.After(() => host.Transfer(index));
                break;
            case TalkTools.Transfer:
                replies.Answer(call, TalkResults.UnknownDestination);
                break;
            case TalkTools.End when tools.CanEndCall:
                replies.After(() => host.HangUp());
                break;
            case var other when tools.IsOther(other):
                host.CallTool(new ToolCall(call, name, arguments), result =>
                {
                    turns.Note(UtteranceRole.Tool, $"{name} {arguments}\n{result}");
                    replies.Answer(call, result);
                });
                break;
            default:
                replies.Answer(call, TalkResults.UnknownFunction);
                break;
        }
    }

    /// <summary>How a transfer ended: the result of the function that asked for it, else something the model is told.</summary>
    public void TransferEnded(TransferOutcome outcome)
    {
        var words = TalkResults.InWords(outcome);
        if (outcome.ByAssistant && _transfer is { } call) replies.Link?.Send(TalkMessages.ToolResult(call, TalkResults.Of(outcome)));
        else replies.Send(UtteranceRole.System, words);
        turns.Remember(UtteranceRole.System, words);
        _transfer = null;
        replies.Speak();
    }

    /// <summary>The next connection's server knows no function that was called over this one.</summary>
    public void Disconnected() => _transfer = null;
}
