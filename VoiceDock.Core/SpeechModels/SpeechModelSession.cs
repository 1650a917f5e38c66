using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.SpeechModels.Talk;

namespace VoiceDock.Core.SpeechModels;

/// <summary>
/// An assistant that talks: the caller's audio goes to a speech model and the model's to the caller. It transfers, hangs up and calls tools by its own
/// functions. When the model is lost for good, the attendant takes the call over. All members run on the call's actor.
/// </summary>
internal sealed class SpeechModelSession : IAssistantSession
{
    private const string Patience = "One moment, please.";
    private const string Sorry = "I am sorry, I cannot talk with you any more. Please choose by pressing a key.";
    private const string Silent = "The caller has said nothing for a while. Ask whether somebody is there.";

    private static readonly AudioClip PatienceTone = AudioClip.Tones(([660.0], 150, 150), ([660.0], 150, 150));

    private readonly Assistant _assistant;
    private readonly IAssistantHost _host;
    private readonly SpeechModelTarget _target;
    private readonly TalkParts _parts;
    private readonly TalkEars _ears;
    private readonly TalkMouth _mouth;
    private readonly TalkTurns _turns;
    private readonly TalkWatch _watch;
    private readonly TalkReplies _replies;
    private readonly TalkFunctions _functions;
    private readonly TalkClips _clips;
    private readonly TalkLine _line;
    private IAssistantSession? _attendant;
    private bool _hasSpoken;
    private bool _callerSpeaks;
    private bool _quiet;
    private bool _muted;

    public SpeechModelSession(Assistant assistant, IAssistantHost host, SpeechModelTarget target, TalkParts parts)
    {
        (_assistant, _host, _target, _parts) = (assistant, host, target, parts);
        var tools = new TalkTools(assistant);
        _ears = new TalkEars(parts.Time);
        _turns = new TalkTurns(host, parts.Time);
        _mouth = new TalkMouth(parts.Time, item => host.Post(() => Begun(item)), () => host.Post(() => _replies!.OnDrained()));
        _watch = new TalkWatch(assistant, parts.Door.Options, parts.Time, host.Post) { Late = OnLate, Patience = SayPatience, Silent = OnSilent };
        _replies = new TalkReplies(_turns, _mouth, _watch, () => IsHeld, parts.Log);
        _functions = new TalkFunctions(tools, host, _replies, _turns);
        _clips = new TalkClips(parts.Speech, host.Post);
        var reader = new TalkReader(host, _turns, _mouth, Of<IReadOnlyList<SpokenItem>>(_replies.BreakIn), link => Of<bool>(_ => _replies.Sounds())(link, true), Of<TalkEvent>(On), parts.Log);
        var events = new TalkLineEvents(
            (link, messages) => host.Post(() => OnReady(link, messages)), reader.Take, link => host.Post(() => OnLost(link)), () => host.Post(FallBack));
        _line = new TalkLine(parts.Door, target, _ears, m => m.Session(target, AssistantPrompt.Read(assistant.LlmConfig), tools), events, parts.Time, parts.Log);
    }

    // The model is neither heard nor hears.
    private bool IsHeld => _quiet || _muted;

    private bool IsIdle => !_replies.IsResponding && !_mouth.IsPlaying && !_callerSpeaks && !IsHeld;

    public void Start()
    {
        Unmute();
        _watch.WaitForLine();
        _ = Task.Run(_line.RunAsync);
    }

    public void OnKey(char key)
    {
        if (_attendant is { } attendant)
        {
            attendant.OnKey(key);
            return;
        }

        if (_quiet) return;
        _watch.CallerActs();
        _replies.Tell(UtteranceRole.User, $"(The caller pressed {key} on the keypad.)");
        _replies.Speak();
    }

    public void Announce(string text, Action done)
    {
        if (_attendant is { } attendant) attendant.Announce(text, done);
        else SayOver(text, done);
    }

    public void Say(string text, Func<bool, bool> begin, Action done)
    {
        if (_attendant is { } attendant) attendant.Say(text, begin, done);
        else _clips.Render(text, clip => BeginSaying(text, clip, begin, done));
    }

    public void Quiet()
    {
        _quiet = true;
        if (_attendant is { } attendant)
        {
            attendant.Quiet();
            return;
        }

        _replies.Stop();
        Mute();
        _host.StopPlaying();
    }

    public void Resume(TransferOutcome? outcome)
    {
        _quiet = false;
        if (_attendant is { } attendant)
        {
            attendant.Resume(outcome);
            return;
        }

        Unmute();
        if (outcome is null) _replies.SpeakIfWanted();
        else _functions.TransferEnded(outcome);
    }

    public bool AddContext(string content, bool respond)
    {
        if (_attendant is { } attendant) return attendant.AddContext(content, respond);
        _replies.Tell(UtteranceRole.System, content);
        if (respond) _replies.Speak();
        return true;
    }

    public void SayGoodbye(string text, Action done)
    {
        if (_attendant is { } attendant) attendant.SayGoodbye(text, done);
        else SayOver(text, done);
    }

    public void Dispose()
    {
        _line.Dispose();
        _watch.Dispose();
        _clips.Dispose();
        _attendant?.Dispose();
    }

    // What comes over a connection that is gone, or after the attendant came, is of no interest.
    private Action<TalkLink, T> Of<T>(Action<T> take) => (link, thing) =>
    {
        if (_attendant is null && ReferenceEquals(link, _replies.Link)) take(thing);
    };

    private void On(TalkEvent news)
    {
        var link = _replies.Link!.Number;
        switch (news.Kind)
        {
            case TalkEventKind.SpeechStarted:
                _callerSpeaks = true;
                _watch.CallerActs();
                break;
            case TalkEventKind.SpeechStopped:
                _callerSpeaks = false;
                _watch.CallerActs();
                _watch.WaitForAnswer();
                _turns.CallerStopped(link, news.ItemId, news.Milliseconds is { } ms ? _ears.At(ms) : _parts.Time.GetTimestamp(), _target.Transcription is not null);
                break;
            case TalkEventKind.CallerText when !string.IsNullOrWhiteSpace(news.Text):
                _turns.CallerSaid(link, news.ItemId, news.Text);
                break;
            case TalkEventKind.AssistantText when news is { ItemId: { } item, Text: { } text }:
                _hasSpoken = true;
                _turns.AssistantSaid(link, item, text);
                break;
            case TalkEventKind.ResponseStarted:
                _replies.Started(news.ResponseId);
                break;
            case TalkEventKind.ResponseDone:
                _replies.Done(news.Code);
                break;
            case TalkEventKind.FunctionCall when news is { Name: { } name, CallId: { } call }:
                _watch.Answered();
                _functions.Call(name, call, news.Text ?? "{}");
                break;
            case TalkEventKind.Error:
                _replies.OnError(news.Code, news.Parameter);
                break;
        }
    }

    private void OnReady(TalkLink link, TalkMessages messages)
    {
        if (_attendant is not null) return;
        _callerSpeaks = false;
        _replies.Connected(link, messages);
        if (IsHeld) return;
        if (!_hasSpoken && _assistant.FirstMessage is { Length: > 0 } first) _replies.Ask(first);
        else if (_turns.IsUnanswered) _replies.Speak();
    }

    private void OnLost(TalkLink link)
    {
        if (!ReferenceEquals(link, _replies.Link)) return;
        _callerSpeaks = false;
        _parts.Log.LogWarning("The connection to the speech model was lost; it is made again");
        _functions.Disconnected();
        _replies.Disconnected();
    }

    // The call goes on as one without a model; what it was about to do is done.
    private void FallBack()
    {
        if (_attendant is not null) return;
        _parts.Log.LogError("The speech model cannot be had; the attendant takes the call over");
        _replies.RunAfter();
        _mouth.Drop();
        _host.Listen(null);
        _watch.Dispose();
        _turns.Note(UtteranceRole.System, "The speech model was lost. The attendant took the call over.");
        _attendant = _parts.Attendants.Create(_assistant, _host);
        if (_quiet) _attendant.Quiet();
        else if (_turns.History.Count <= 1) _attendant.Start();
        else _attendant.Resume(new TransferOutcome("", "speech_model_lost", "The speech model was lost.", Sorry, ByAssistant: false));
    }

    private void Begun(SpokenItem item)
    {
        _hasSpoken = true;
        _watch.Touch();
        _turns.Begun(item);
    }

    // No sound came for too long: the connection is made again, and what was said last is answered then.
    private void OnLate()
    {
        _parts.Log.LogWarning("The speech model does not answer");
        _replies.Link?.Dispose();
    }

    private bool OnSilent(bool isLast)
    {
        if (!IsIdle) return false;
        if (isLast)
        {
            _host.HangUp(HangUpCause.Silence);
            return true;
        }

        _replies.Send(UtteranceRole.System, Silent);
        _replies.Speak();
        return true;
    }

    private void SayPatience()
    {
        bool Waits() => _replies.Link is null && !IsHeld && _attendant is null;
        if (!Waits() || _mouth.IsPlaying) return;
        _clips.Render(Patience, clip =>
        {
            if (Waits()) _host.Play((clip ?? PatienceTone).Samples, () => { if (!IsHeld && _attendant is null) _host.Stream(_mouth.Read); });
        });
    }

    private void BeginSaying(string text, AudioClip? clip, Func<bool, bool> begin, Action done)
    {
        if (!begin(clip is not null || _replies.Link is not null)) return;
        SayOver(text, clip, () =>
        {
            done();
            if (_quiet || _attendant is not null) return;
            Unmute();
            _replies.SpeakIfWanted();
        });
    }

    private void SayOver(string text, Action done) => _clips.Render(text, clip => SayOver(text, clip, done));

    // In place of what the model says, and without it hearing: what is said here it is told.
    private void SayOver(string text, AudioClip? clip, Action done)
    {
        _replies.Stop();
        if (clip is not null)
        {
            _replies.Tell(UtteranceRole.Assistant, text);
            Mute();
            _host.Play(clip.Samples, done);
        }
        else if (_replies.Link is not null)
        {
            // There is no voice but the model's own, which writes down by itself what it says.
            _host.Stream(_mouth.Read);
            _replies.Ask(text);
            _replies.After(done);
        }
        else
        {
            done();
        }
    }

    private void Mute()
    {
        _muted = true;
        _host.Listen(null);
        _replies.Link?.Send(TalkMessages.ForgetAudio());
    }

    private void Unmute()
    {
        // What came all the same while nobody was to hear it.
        if (_muted) _mouth.Drop();
        _muted = false;
        _callerSpeaks = false;
        _watch.Touch();
        _host.Stream(_mouth.Read);
        _host.Listen(_ears.Hear);
    }
}
