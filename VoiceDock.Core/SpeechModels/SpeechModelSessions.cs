using VoiceDock.Core.Assistants;
using VoiceDock.Core.SpeechModels.Talk;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Gives a call its speech model where the assistant has one, and the attendant where it has none.</summary>
internal sealed class SpeechModelSessions(ISpeechModels models, TalkParts parts) : IAssistantSessions
{
    public IAssistantSession Create(Assistant assistant, IAssistantHost host) =>
        models.For(assistant) is { } target ? new SpeechModelSession(assistant, host, target, parts) : parts.Attendants.Create(assistant, host);
}
