using VoiceDock.Core.Assistants;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Attendant;

/// <summary>
/// The assistant that needs no cloud: greets, offers the destinations of its transfer_call tool by key press, announces, and says why a
/// transfer failed. Keys 1-9 are the destinations in order, 0 repeats the menu. All members run on the call's actor.
/// </summary>
internal sealed class AttendantSession : IAssistantSession
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(10);
    private const int MostRepeats = 2;

    private readonly Assistant _assistant;
    private readonly IReadOnlyList<TransferDestination> _destinations;
    private readonly IAssistantHost _host;
    private readonly ISpeech _speech;
    private readonly CancellationTokenSource _over = new();
    private readonly ITimer _silence;
    // A call may come to the attendant more than once.
    private readonly string _key = $"attendant-{Guid.NewGuid():N}";
    private int _utterance;
    private int _repeats;
    private bool _quiet;

    public AttendantSession(Assistant assistant, IAssistantHost host, ISpeech speech, TimeProvider time)
    {
        _assistant = assistant;
        _destinations = assistant.Destinations;
        _host = host;
        _speech = speech;
        _silence = time.CreateTimer(_ => host.Post(RepeatMenu), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start() => Speak(AttendantWords.First(_assistant), AttendantTones.Announcement, Menu);

    public void OnKey(char key)
    {
        if (_quiet)
            return;
        StopWaiting();
        _repeats = 0;
        var index = key - '1';
        if (key == '0')
            Menu();
        else if (index >= 0 && index < Math.Min(9, _destinations.Count))
            Choose(index);
        else
            Speak(AttendantWords.Error, AttendantTones.Error, WaitForKey);
    }

    public void Announce(string text, Action done)
    {
        StopWaiting();
        Speak(text, AttendantTones.Announcement, done);
    }

    public void Say(string text, Func<bool, bool> begin, Action done)
    {
        var rendering = _speech.RenderAsync(text, _over.Token);
        if (rendering.IsCompletedSuccessfully)
            Begin(text, rendering.Result, begin, done);
        else
            _ = BeginWhenRenderedAsync(text, rendering.AsTask(), begin, done);
    }

    public void Quiet()
    {
        _quiet = true;
        _utterance++;
        StopWaiting();
        _host.StopPlaying();
    }

    public void Resume(TransferOutcome? outcome)
    {
        _quiet = false;
        _repeats = 0;
        if (outcome?.Spoken is not { } spoken)
            Menu();
        else
            Speak(spoken, AttendantTones.Failed, Menu);
    }

    public bool AddContext(string content, bool respond) => false;

    public void SayGoodbye(string text, Action done)
    {
        StopWaiting();
        Speak(text, AttendantTones.Announcement, done);
        _quiet = true;
    }

    public void Dispose()
    {
        _utterance++;
        _silence.Dispose();
        _over.Cancel();
        _over.Dispose();
    }

    private void Choose(int index)
    {
        _utterance++;
        _host.StopPlaying();
        _host.Transfer(index);
    }

    private void Menu()
    {
        if (AttendantWords.Menu(_destinations) is { } words)
            Speak(words, AttendantTones.Menu(_destinations.Count), WaitForKey);
    }

    private void WaitForKey() => _silence.Change(RepeatAfter, Timeout.InfiniteTimeSpan);

    private void StopWaiting() => _silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void RepeatMenu()
    {
        if (_quiet || _repeats >= MostRepeats)
            return;
        _repeats++;
        Menu();
    }

    // A later utterance replaces an earlier one, also while the earlier one is still being rendered.
    private void Speak(string text, AudioClip tones, Action then)
    {
        var utterance = ++_utterance;
        var rendering = _speech.RenderAsync(text, _over.Token);
        if (rendering.IsCompletedSuccessfully)
            Play(utterance, text, rendering.Result, tones, then);
        else
            _ = PlayWhenRenderedAsync(utterance, text, rendering.AsTask(), tones, then);
    }

    // What is being said goes on until the text is ready.
    private async Task BeginWhenRenderedAsync(string text, Task<AudioClip?> rendering, Func<bool, bool> begin, Action done)
    {
        var clip = await rendering;
        _host.Post(() => Begin(text, clip, begin, done));
    }

    private void Begin(string text, AudioClip? clip, Func<bool, bool> begin, Action done)
    {
        if (!begin(clip is not null) || clip is null)
            return;
        StopWaiting();
        Play(++_utterance, text, clip, clip, () =>
        {
            done();
            if (!_quiet)
                WaitForKey();
        });
    }

    private async Task PlayWhenRenderedAsync(int utterance, string text, Task<AudioClip?> rendering, AudioClip tones, Action then)
    {
        var clip = await rendering;
        _host.Post(() => Play(utterance, text, clip, tones, then));
    }

    // Tones are no words: only what was spoken is written down.
    private void Play(int utterance, string text, AudioClip? clip, AudioClip tones, Action then)
    {
        if (utterance != _utterance)
            return;
        if (clip is not null)
            _host.Said(new Utterance($"{_key}-{utterance}", UtteranceRole.Assistant, text));
        _host.Play((clip ?? tones).Samples, () =>
        {
            if (utterance == _utterance)
                then();
        });
    }
}
