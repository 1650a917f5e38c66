using VoiceDock.Core.Assistants;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Attendant;

/// <summary>Makes the built-in attendant of a call.</summary>
internal sealed class AttendantSessions(ISpeech speech, TimeProvider time)
{
    public IAssistantSession Create(Assistant assistant, IAssistantHost host) => new AttendantSession(assistant, host, speech, time);
}
