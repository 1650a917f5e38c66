using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls.Transcripts;

/// <summary>Writes down what is said on one call. On the call's actor.</summary>
internal sealed class CallTranscript(CallActor call, CallServices services, bool isStored)
{
    /// <summary>An hour of quick talk; more is not written down, so that no call grows without end.</summary>
    public const int MostMessages = 2_000;

    public const int LongestText = 8_000;

    private readonly Dictionary<string, int> _places = [];

    /// <summary>Adds what was said, or puts it in the place of what was told under the same key.</summary>
    public void Take(Utterance said)
    {
        var messages = call.View.Messages;
        if (_places.TryGetValue(said.Key, out var index))
        {
            Keep(Message(said, index) with { At = messages[index].At }, messages.RemoveAt(index));
            return;
        }
        if (messages.Count >= MostMessages)
            return;
        _places[said.Key] = messages.Count;
        Keep(Message(said, messages.Count), messages);
    }

    private void Keep(CallMessage message, System.Collections.Immutable.ImmutableList<CallMessage> others)
    {
        call.Change(v => v with { Messages = others.Insert(message.Index, message) }, store: false);
        if (isStored)
            services.Journal.Save(message);
    }

    private CallMessage Message(Utterance said, int index) => new()
    {
        CallId = call.Id,
        Index = index,
        Role = said.Role,
        Text = said.Text.Length > LongestText ? said.Text[..LongestText] : said.Text,
        At = call.Now,
        Interrupted = said.Interrupted,
        LatencyMs = said.Latency is { } latency ? (int)latency.TotalMilliseconds : null,
    };
}
