using VoiceDock.Core.Assistants;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Attendant;

/// <summary>Gives every call the built-in attendant.</summary>
internal sealed class AttendantSessions(ISpeech speech, TimeProvider time) : IAssistantSessions
{
    public IAssistantSession Create(Assistant assistant, IAssistantHost host) => new AttendantSession(assistant, host, speech, time);
}
