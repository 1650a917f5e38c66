using VoiceDock.Core.Assistants;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>Assistants that say everything in no time.</summary>
internal sealed class SilentAssistants : IAssistantSessions
{
    public IAssistantSession Create(Assistant assistant, IAssistantHost host) => new Session();

    private sealed class Session : IAssistantSession
    {
        public void Start()
        {
        }

        public void OnKey(char key)
        {
        }

        public void Announce(string text, Action done) => done();

        public void Say(string text, Func<bool, bool> begin, Action done)
        {
            if (begin(true))
                done();
        }

        public void Quiet()
        {
        }

        public void Resume(TransferOutcome? outcome)
        {
        }

        public bool AddContext(string content, bool respond) => false;

        public void SayGoodbye(string text, Action done) => done();

        public void Dispose()
        {
        }
    }
}
