using VoiceDock.Core.Assistants;

namespace VoiceDock.Bench.SetUp;

/// <summary>An assistant whose first act is to transfer its caller to its first destination: what a call's set-up costs without a conversation.</summary>
internal sealed class BridgeAtOnce : IAssistantSessions
{
    public IAssistantSession Create(Assistant assistant, IAssistantHost host) => new Session(host);

    private sealed class Session(IAssistantHost host) : IAssistantSession
    {
        public void Start() => host.Transfer(0);

        public void OnKey(char key)
        {
        }

        public void Announce(string text, Action done) => host.Post(done);

        public void Say(string text, Func<bool, bool> begin, Action done) => host.Post(() => begin(false));

        public void Quiet()
        {
        }

        // A transfer that failed ends the call, so that it is seen as a failed call at both ends.
        public void Resume(TransferOutcome? outcome) => host.HangUp();

        public bool AddContext(string content, bool respond) => false;

        public void SayGoodbye(string text, Action done) => host.Post(done);

        public void Dispose()
        {
        }
    }
}
