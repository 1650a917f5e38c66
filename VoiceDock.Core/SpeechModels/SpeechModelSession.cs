using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Attendant;
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

    private static readonly AudioClip PatienceTone = AudioClip.Tones(([660.0], 150, 150), ([660.0], 150, 150));

    private readonly Assistant _assistant;
    private readonly IAssistantHost _host;
    private readonly TalkParts _parts;
    private readonly TalkTools _tools;
    private readonly TalkEars _ears;
    private readonly TalkMouth _mouth;
    private readonly TalkTurns _turns;
    private readonly TalkLine _line;
    private readonly TalkWatch _watch;
    private readonly CancellationTokenSource _over = new();
    private readonly SpeechModelTarget _target;
    private IAssistantSession? _attendant;
    private TalkLink? _link;
    private TalkMessages _messages = new(isPrevious: false);
    private Action? _after;
    private string? _transferCall;
    private bool _hasSpoken;
    private bool _responding;
    private bool _speakNext;
    private bool _callerSpeaks;
    private bool _quiet;
    private bool _muted;
    private int _failures;

    public SpeechModelSession(Assistant assistant, IAssistantHost host, SpeechModelTarget target, TalkParts parts)
    {
        (_assistant, _host, _target, _parts) = (assistant, host, target, parts);
        _tools = new TalkTools(assistant);
        _ears = new TalkEars(parts.Time);
        _turns = new TalkTurns(host, parts.Time);
        _mouth = new TalkMouth(parts.Time, item => host.Post(() => Begun(item)), () => host.Post(OnDrained));
        _watch = new TalkWatch(assistant, parts.Door.Options, parts.Time, host.Post) { Late = OnLate, Patience = SayPatience, Silent = OnSilent };
        var events = new TalkLineEvents(
            (link, messages) => host.Post(() => OnReady(link, messages)), Take, link => host.Post(() => OnLost(link)), () => host.Post(FallBack));
        _line = new TalkLine(parts.Door, target, _ears, m => m.Session(target, AssistantPrompt.Read(assistant.LlmConfig), _tools), events, parts.Time, parts.Log);
    }

    private bool IsIdle => !_responding && !_mouth.IsPlaying && !_callerSpeaks && !_quiet && !_muted;

    public void Start()
    {
        Unmute();
        _watch.Begin();
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
        _watch.Touch();
        Tell(UtteranceRole.User, $"(The caller pressed {key} on the keypad.)");
        Speak();
    }

    public void Announce(string text, Action done)
    {
        if (_attendant is { } attendant) attendant.Announce(text, done);
        else SayOver(text, done);
    }

    public void Say(string text, Func<bool, bool> begin, Action done)
    {
        if (_attendant is { } attendant) attendant.Say(text, begin, done);
        else Render(text, clip => BeginSaying(text, clip, begin, done));
    }

    public void Quiet()
    {
        _quiet = true;
        if (_attendant is { } attendant)
        {
            attendant.Quiet();
            return;
        }

        StopTalking();
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
        if (outcome is null) return;
        var call = _transferCall;
        _transferCall = null;
        if (outcome.ByAssistant && call is not null && _link is { } link) link.Send(TalkMessages.ToolResult(call, TalkResults.Of(outcome)));
        else Send(UtteranceRole.System, TalkResults.InWords(outcome));
        _turns.Remember(UtteranceRole.System, TalkResults.InWords(outcome));
        Speak();
    }

    public bool AddContext(string content, bool respond)
    {
        if (_attendant is { } attendant) return attendant.AddContext(content, respond);
        Tell(UtteranceRole.System, content);
        if (respond && !_quiet) Speak();
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
        _over.Cancel();
        _over.Dispose();
        _attendant?.Dispose();
    }

    // On the reader of the connection: audio goes the short way, the rest over the call.
    private void Take(TalkLink link, TalkEvent news)
    {
        if (news is { Kind: TalkEventKind.Audio, Audio: { Length: > 0 } audio, ItemId: { } id })
        {
            var item = _turns.Item(id);
            if (!_mouth.Add(item, link.Audio.FromServer(audio))) _parts.Log.LogWarning("The speech model sends more audio than can be kept; the newest is dropped");
            if (item.Queued > audio.Length) return;
            _host.Post(OnAudio);
        }
        else if (news.Kind != TalkEventKind.Unknown)
        {
            _host.Post(() => On(link, news));
        }
    }

    private void On(TalkLink link, TalkEvent news)
    {
        if (!ReferenceEquals(link, _link) || _attendant is not null) return;
        switch (news.Kind)
        {
            case TalkEventKind.SpeechStarted:
                _callerSpeaks = true;
                _watch.Touch();
                BreakIn(link);
                break;
            case TalkEventKind.SpeechStopped:
                _callerSpeaks = false;
                _watch.Touch();
                _watch.WaitForAnswer();
                _turns.CallerStopped(news.ItemId, news.Milliseconds is { } ms ? _ears.At(ms) : _parts.Time.GetTimestamp(), _target.Transcription is not null);
                break;
            case TalkEventKind.CallerText when !string.IsNullOrWhiteSpace(news.Text):
                _turns.CallerSaid(news.ItemId, news.Text);
                break;
            case TalkEventKind.AssistantText when news is { ItemId: { } item, Text: { } text }:
                _turns.AssistantSaid(item, text);
                break;
            case TalkEventKind.ResponseStarted:
                _responding = true;
                break;
            case TalkEventKind.ResponseDone:
                OnResponseDone(news);
                break;
            case TalkEventKind.FunctionCall when news is { Name: { } name, CallId: { } call }:
                OnFunction(name, call, news.Text ?? "{}");
                break;
            case TalkEventKind.Error:
                _parts.Log.LogInformation("The speech model says: {Code} {Reason}", news.Code, news.Text);
                break;
        }
    }

    private void OnReady(TalkLink link, TalkMessages messages)
    {
        if (_attendant is not null) return;
        (_link, _messages, _responding, _speakNext, _callerSpeaks) = (link, messages, false, false, false);
        _watch.LineStands();
        foreach (var (role, text) in _turns.History) Send(role, text);
        if (!_hasSpoken && _assistant.FirstMessage is { Length: > 0 } first) SendSpeak(first);
        else if (!_quiet && _turns.IsUnanswered) Speak();
        _hasSpoken = true;
    }

    private void OnLost(TalkLink link)
    {
        if (!ReferenceEquals(link, _link)) return;
        (_link, _responding, _callerSpeaks, _transferCall) = (null, false, false, null);
        _parts.Log.LogWarning("The connection to the speech model was lost; it is made again");
        _watch.WaitForLine();
        RunAfter();
    }

    // The call goes on as one without a model; what it was about to do is done.
    private void FallBack()
    {
        if (_attendant is not null) return;
        _parts.Log.LogError("The speech model cannot be had; the attendant takes the call over");
        RunAfter();
        _mouth.Drop();
        _host.Listen(null);
        _watch.Dispose();
        _turns.Note(UtteranceRole.System, "The speech model was lost. The attendant took the call over.");
        _attendant = _parts.Attendants.Create(_assistant, _host);
        if (_quiet) _attendant.Quiet();
        else if (_turns.History.Count <= 1) _attendant.Start();
        else _attendant.Resume(new TransferOutcome("", "speech_model_lost", "The speech model was lost.", Sorry, ByAssistant: false));
    }

    private void OnResponseDone(TalkEvent news)
    {
        _responding = false;
        if (news.Code is { } code)
        {
            _parts.Log.LogWarning("The speech model could not answer: {Code} {Reason}", code, news.Text);
            if (++_failures > 2) _link?.Dispose();
            else _speakNext = true;
        }
        else
        {
            _failures = 0;
        }

        if (_speakNext && _after is null) Speak();
        OnDrained();
    }

    private void OnFunction(string name, string call, string arguments)
    {
        _watch.Answered();
        if (name == TalkTools.Transfer)
        {
            if (_tools.Chosen(arguments) is not { } index)
            {
                Answer(call, TalkResults.UnknownDestination);
                return;
            }

            _transferCall = call;
            After(() => _host.Transfer(index));
        }
        else if (name == TalkTools.End && _tools.CanEndCall)
        {
            After(() => _host.HangUp());
        }
        else if (_tools.IsOther(name))
        {
            _host.CallTool(new ToolCall(call, name, arguments), result =>
            {
                _turns.Note(UtteranceRole.Tool, $"{name} {arguments}\n{result}");
                Answer(call, result);
            });
        }
        else
        {
            Answer(call, TalkResults.UnknownFunction);
        }
    }

    private void Answer(string call, string result)
    {
        _link?.Send(TalkMessages.ToolResult(call, result));
        Speak();
    }

    private void BreakIn(TalkLink link)
    {
        if (!_mouth.IsPlaying && !_responding) return;
        _mouth.Drop();
        if (_responding) link.Send(TalkMessages.Stop());
        foreach (var item in _turns.BreakIn()) link.Send(TalkMessages.Heard(item.Id, item.PlayedMs));
        OnDrained();
    }

    private void OnAudio() => _watch.Answered();

    private void Begun(SpokenItem item)
    {
        _watch.Touch();
        _turns.Begun(item);
    }

    // What was decided while something was being said is done when it has been heard.
    private void OnDrained()
    {
        _watch.Touch();
        if (!_responding && !_mouth.IsPlaying) RunAfter();
    }

    private void After(Action then)
    {
        _after = then;
        _watch.WaitForPlayout(OnDrainedLate);
        OnDrained();
    }

    private void OnDrainedLate() => RunAfter();

    private void RunAfter()
    {
        var after = _after;
        _after = null;
        after?.Invoke();
    }

    // No sound came for too long: the connection is made again, and what was said last is answered then.
    private void OnLate()
    {
        _parts.Log.LogWarning("The speech model does not answer");
        _link?.Dispose();
    }

    private void OnSilent(bool isLast)
    {
        if (!IsIdle)
        {
            _watch.Touch();
            return;
        }

        if (isLast)
        {
            _host.HangUp(HangUpCause.Silence);
            return;
        }

        Send(UtteranceRole.System, "The caller has said nothing for a while. Ask whether somebody is there.");
        Speak();
    }

    private void SayPatience()
    {
        if (_link is not null || _quiet || _muted || _attendant is not null) return;
        Render(Patience, clip =>
        {
            if (_link is null && !_quiet && !_muted) _host.Play((clip ?? PatienceTone).Samples, () => { if (!_quiet && !_muted && _attendant is null) _host.Stream(_mouth.Read); });
        });
    }

    private void Speak()
    {
        if (_responding) _speakNext = true;
        else SendSpeak(null);
    }

    private void SendSpeak(string? exactly)
    {
        _speakNext = false;
        if (_link is not { } link) return;
        _responding = true;
        link.Send(TalkMessages.Speak(exactly));
        _watch.WaitForAnswer();
    }

    private void Tell(UtteranceRole role, string text)
    {
        Send(role, text);
        _turns.Note(role, text);
    }

    private void Send(UtteranceRole role, string text) => _link?.Send(_messages.Said(role, text));

    private void BeginSaying(string text, AudioClip? clip, Func<bool, bool> begin, Action done)
    {
        if (!begin(clip is not null || _link is not null)) return;
        SayOver(text, clip, () =>
        {
            done();
            if (!_quiet && _attendant is null) Unmute();
        });
    }

    private void SayOver(string text, Action done) => Render(text, clip => SayOver(text, clip, done));

    // In place of what the model says, and without it hearing: what is said here it is told.
    private void SayOver(string text, AudioClip? clip, Action done)
    {
        StopTalking();
        Tell(UtteranceRole.Assistant, text);
        if (clip is not null)
        {
            Mute();
            _host.Play(clip.Samples, done);
        }
        else if (_link is not null)
        {
            _host.Stream(_mouth.Read);
            SendSpeak(text);
            After(done);
        }
        else
        {
            done();
        }
    }

    private void StopTalking()
    {
        _mouth.Drop();
        if (_responding) _link?.Send(TalkMessages.Stop());
        _speakNext = false;
        foreach (var item in _turns.BreakIn()) _link?.Send(TalkMessages.Heard(item.Id, item.PlayedMs));
        _watch.Answered();
    }

    private void Mute()
    {
        _muted = true;
        _host.Listen(null);
        _link?.Send(TalkMessages.ForgetAudio());
    }

    private void Unmute()
    {
        _muted = false;
        _callerSpeaks = false;
        _watch.Touch();
        _host.Stream(_mouth.Read);
        _host.Listen(_ears.Hear);
    }

    private void Render(string text, Action<AudioClip?> then)
    {
        var rendering = _parts.Speech.RenderAsync(text, _over.Token);
        if (rendering.IsCompletedSuccessfully) then(rendering.Result);
        else _ = ThenAsync(rendering.AsTask(), then);
    }

    private async Task ThenAsync(Task<AudioClip?> rendering, Action<AudioClip?> then)
    {
        var clip = await rendering;
        _host.Post(() => then(clip));
    }
}
