namespace VoiceDock.Core.Assistants;

/// <summary>Makes the session for a call.</summary>
public interface IAssistantSessions
{
    IAssistantSession Create(Assistant assistant, IAssistantHost host);
}
