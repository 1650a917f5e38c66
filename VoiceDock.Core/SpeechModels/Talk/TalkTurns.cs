using System.Collections.Concurrent;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// What was said in a conversation: for the transcript, for a model that is told again after a lost connection, and how long the caller waited. On the call's
/// actor, but for <see cref="Item"/>.
/// </summary>
internal sealed class TalkTurns(IAssistantHost host, TimeProvider time)
{
    // What a model is told again: enough to go on, and bounded.
    private const int MostTold = 200;

    private readonly ConcurrentDictionary<string, SpokenItem> _items = [];
    private readonly Dictionary<string, Told> _told = [];
    private readonly List<(UtteranceRole Role, string Text)> _history = [];
    private long _endOfSpeech;
    private int _notes;

    /// <summary>What was said so far, oldest first.</summary>
    public IReadOnlyList<(UtteranceRole Role, string Text)> History => _history;

    /// <summary>Somebody waits for the assistant to speak.</summary>
    public bool IsUnanswered => _history.Count == 0 || _history[^1].Role != UtteranceRole.Assistant;

    /// <summary>The item of this id, made when it is new; safe from any thread.</summary>
    public SpokenItem Item(string id) => _items.GetOrAdd(id, static key => new SpokenItem(key));

    /// <summary>The caller has stopped speaking: the next answer's wait counts from here. A timestamp of the time provider.</summary>
    public void CallerStopped(string? itemId, long at, bool isWrittenDown)
    {
        _endOfSpeech = at;
        // Its text comes when the answer is already being said: the place is kept.
        if (isWrittenDown && itemId is not null) host.Said(new Utterance("u:" + itemId, UtteranceRole.User, "…"));
    }

    public void CallerSaid(string? itemId, string text)
    {
        Remember(UtteranceRole.User, text);
        host.Said(new Utterance("u:" + itemId, UtteranceRole.User, text));
    }

    /// <summary>The first frame of an item is heard.</summary>
    public void Begun(SpokenItem item)
    {
        if (_endOfSpeech == 0) return;
        var told = ToldOf(item);
        told.Latency = time.GetElapsedTime(_endOfSpeech, item.FirstPlayedAt);
        _endOfSpeech = 0;
        Say(told);
    }

    public void AssistantSaid(string itemId, string text)
    {
        var told = ToldOf(Item(itemId));
        told.Text = text;
        Remember(UtteranceRole.Assistant, text);
        Say(told);
    }

    /// <summary>The caller broke in.</summary>
    /// <returns>The items that were not heard to their end, with what was heard of each.</returns>
    public IReadOnlyList<SpokenItem> BreakIn()
    {
        List<SpokenItem> cut = [.. _items.Values.Where(i => !i.IsDropped && i.Played < i.Queued)];
        foreach (var item in cut)
        {
            item.Drop();
            var told = ToldOf(item);
            told.IsInterrupted = true;
            Say(told);
        }

        return cut;
    }

    /// <summary>Something that no item of the model is: what was said for it, told to it, or done.</summary>
    public void Note(UtteranceRole role, string text)
    {
        if (role != UtteranceRole.Tool) Remember(role, text);
        host.Said(new Utterance($"n:{++_notes}", role, text));
    }

    /// <summary>Only for the model: the transcript has it elsewhere.</summary>
    public void Remember(UtteranceRole role, string text)
    {
        _history.Add((role, text));
        if (_history.Count > MostTold) _history.RemoveAt(0);
    }

    private Told ToldOf(SpokenItem item) => _told.TryGetValue(item.Id, out var told) ? told : _told[item.Id] = new Told(item);

    private void Say(Told told)
    {
        if (told.Text is not { Length: > 0 } text) return;
        host.Said(new Utterance("a:" + told.Item.Id, UtteranceRole.Assistant, told.IsInterrupted ? Heard(text, told.Item) : text, told.IsInterrupted, told.Latency));
    }

    // Which words were heard is not known, only how much of the sound: the same share of the text, to the end of a word.
    private static string Heard(string text, SpokenItem item)
    {
        if (item.Queued == 0) return "…";
        var length = (int)(text.Length * Math.Min(1.0, (double)item.Played / item.Queued));
        var end = length >= text.Length ? text.Length : text.LastIndexOf(' ', Math.Max(0, length));
        return end > 0 ? text[..end] : "…";
    }

    private sealed class Told(SpokenItem item)
    {
        public SpokenItem Item => item;

        public string? Text { get; set; }

        public bool IsInterrupted { get; set; }

        public TimeSpan? Latency { get; set; }
    }
}
