using System.Collections.Concurrent;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// What was said in a conversation: for the transcript, for a model that is told again after a lost connection, and how long the caller waited. On the call's
/// actor, but for what says otherwise.
/// </summary>
internal sealed class TalkTurns(IAssistantHost host, TimeProvider time)
{
    // What a model is told again: enough to go on, and bounded.
    private const int MostTold = 200;

    // Where words are not known, or none were heard.
    private const string Nothing = "…";

    private readonly ConcurrentDictionary<string, SpokenItem> _items = [];
    private readonly Dictionary<string, Told> _told = [];
    private readonly Dictionary<string, Line> _places = [];
    private readonly List<Line> _history = [];
    private long _endOfSpeech;
    private int _notes;

    /// <summary>What was said so far, oldest first.</summary>
    public IReadOnlyList<(UtteranceRole Role, string Text)> History => [.. _history.Where(l => l.Text.Length > 0).Select(l => (l.Role, l.Text))];

    /// <summary>Somebody waits for the assistant to speak.</summary>
    public bool IsUnanswered => _history.Count == 0 || _history[^1].Role != UtteranceRole.Assistant;

    /// <summary>The item of this id, made when it is new; safe from any thread.</summary>
    public SpokenItem Item(int link, string id) => _items.GetOrAdd(SpokenItem.KeyOf(link, id), _ => new SpokenItem(link, id));

    /// <summary>The caller has stopped speaking: the next answer's wait counts from here. A timestamp of the time provider.</summary>
    public void CallerStopped(int link, string? itemId, long at, bool isWrittenDown)
    {
        _endOfSpeech = at;
        // Its text comes when the answer is already being said: the place is kept.
        var key = CallerKey(link, itemId);
        Place(key, UtteranceRole.User);
        if (isWrittenDown && itemId is not null) host.Said(new Utterance(key, UtteranceRole.User, Nothing));
    }

    public void CallerSaid(int link, string? itemId, string text)
    {
        var key = CallerKey(link, itemId);
        Place(key, UtteranceRole.User).Text = text;
        host.Said(new Utterance(key, UtteranceRole.User, text));
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

    public void AssistantSaid(int link, string itemId, string text)
    {
        var told = ToldOf(Item(link, itemId));
        told.Text = text;
        Say(told);
    }

    /// <summary>What is being said is not wanted any more; safe from any thread.</summary>
    /// <param name="isResponding">The model is not done: of what it says now more may come, also when all that came was heard.</param>
    /// <returns>The items that were not heard to their end, with what was heard of each.</returns>
    public IReadOnlyList<SpokenItem> Drop(bool isResponding)
    {
        List<SpokenItem> cut = [.. _items.Values.Where(i => !i.IsDropped && i.Queued > 0 && (i.Played < i.Queued || (isResponding && !i.IsWhole)))];
        foreach (var item in cut) item.Drop();
        return cut;
    }

    /// <summary>A response is done: what it has said is whole; safe from any thread.</summary>
    public void Finish()
    {
        foreach (var item in _items.Values) item.Finish();
    }

    /// <summary>Writes down that no more of it was heard.</summary>
    public void Interrupted(SpokenItem item) => Say(ToldOf(item));

    /// <summary>Something that no item of the model is: what was said for it, told to it, or done.</summary>
    public void Note(UtteranceRole role, string text)
    {
        if (role != UtteranceRole.Tool) Remember(role, text);
        host.Said(new Utterance($"n:{++_notes}", role, text));
    }

    /// <summary>Only for the model: the transcript has it elsewhere.</summary>
    public void Remember(UtteranceRole role, string text) => Add(new Line(role) { Text = text });

    private static string CallerKey(int link, string? itemId) => "u:" + SpokenItem.KeyOf(link, itemId);

    private Line Place(string key, UtteranceRole role) => _places.TryGetValue(key, out var line) ? line : _places[key] = Add(new Line(role));

    private Line Add(Line line)
    {
        _history.Add(line);
        if (_history.Count > MostTold) _history.RemoveAt(0);
        return line;
    }

    private Told ToldOf(SpokenItem item) => _told.TryGetValue(item.Key, out var told) ? told : _told[item.Key] = new Told(item);

    private void Say(Told told)
    {
        if (told.Text is not { Length: > 0 } text) return;
        var isInterrupted = told.Item.IsDropped;
        var heard = isInterrupted ? Heard(text, told.Item) : text;
        var key = "a:" + told.Item.Key;
        Place(key, UtteranceRole.Assistant).Text = heard == Nothing ? "" : heard;
        host.Said(new Utterance(key, UtteranceRole.Assistant, heard, isInterrupted, told.Latency));
    }

    // Which words were heard is not known, only how much of the sound: the same share of the text, to the end of a word.
    private static string Heard(string text, SpokenItem item)
    {
        if (item.Queued == 0) return Nothing;
        var length = (int)(text.Length * Math.Min(1.0, (double)item.Played / item.Queued));
        var end = length >= text.Length ? text.Length : text.LastIndexOf(' ', Math.Max(0, length));
        return end > 0 ? text[..end] : Nothing;
    }

    private sealed class Told(SpokenItem item)
    {
        public SpokenItem Item => item;

        public string? Text { get; set; }

        public TimeSpan? Latency { get; set; }
    }

    // Empty: the place of something whose text is not known yet, and may never be.
    private sealed class Line(UtteranceRole role)
    {
        public UtteranceRole Role => role;

        public string Text { get; set; } = "";
    }
}
