using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// Whose turn it is: what the model was asked to say and is saying, what it is told of what was heard, and what waits until all was heard. On the call's actor.
/// </summary>
/// <param name="isHeld">Nobody is to hear the model now: what it is asked to say on its own account, it is asked later.</param>
internal sealed class TalkReplies(TalkTurns turns, TalkMouth mouth, TalkWatch watch, Func<bool> isHeld, ILogger log)
{
    private const int MostFailures = 2;
    private const string AnswersAlready = "conversation_already_has_active_response";

    private TalkMessages _messages = new(isPrevious: false);
    private Action? _after;
    private string? _response;
    private bool _isAsked;
    private bool _speakNext;
    private int _failures;

    /// <summary>The connection that stands; null when none does.</summary>
    public TalkLink? Link { get; private set; }

    /// <summary>The model was asked for a response, or gives one, and is not done.</summary>
    public bool IsResponding { get; private set; }

    /// <summary>Something is done as soon as all was heard.</summary>
    public bool HasAfter => _after is not null;

    /// <summary>A connection stands: it is told what was said before.</summary>
    public void Connected(TalkLink link, TalkMessages messages)
    {
        (Link, _messages, IsResponding, _isAsked, _speakNext) = (link, messages, false, false, false);
        watch.LineStands();
        foreach (var (role, text) in turns.History) Send(role, text);
    }

    public void Disconnected()
    {
        (Link, IsResponding, _isAsked) = (null, false, false);
        watch.WaitForLine();
        OnDrained();
    }

    /// <summary>The model is to speak, as soon as it may.</summary>
    public void Speak()
    {
        if (IsResponding || isHeld()) _speakNext = true;
        else Ask(null);
    }

    /// <summary>What it was to say while it was held, it is asked now.</summary>
    public void SpeakIfWanted()
    {
        if (_speakNext) Speak();
    }

    /// <summary>Asks for a response now.</summary>
    /// <param name="exactly">This text; null: what the conversation asks for.</param>
    public void Ask(string? exactly)
    {
        _speakNext = false;
        if (Link is not { } link) return;
        (IsResponding, _isAsked, _response) = (true, true, null);
        link.Send(TalkMessages.Speak(exactly));
        watch.WaitForAnswer();
    }

    /// <summary>Adds to the conversation, not to the transcript.</summary>
    public void Send(UtteranceRole role, string text) => Link?.Send(_messages.Said(role, text));

    /// <summary>Adds to the conversation and to the transcript.</summary>
    public void Tell(UtteranceRole role, string text)
    {
        Send(role, text);
        turns.Note(role, text);
    }

    /// <summary>The result of a function, on which the model speaks.</summary>
    public void Answer(string call, string result)
    {
        Link?.Send(TalkMessages.ToolResult(call, result));
        Speak();
    }

    /// <summary>Stops what is being said; from the next frame on nothing of it is heard.</summary>
    public void Stop()
    {
        mouth.Drop();
        if (IsResponding && Link is { } link)
        {
            link.IsCutOff = true;
            link.Send(TalkMessages.Stop(_response));
        }

        _speakNext = false;
        TellHeard(turns.Drop(IsResponding));
        watch.Answered();
    }

    /// <summary>The caller broke in on these.</summary>
    public void BreakIn(IReadOnlyList<SpokenItem> cut)
    {
        if (IsResponding) Link?.Send(TalkMessages.Stop(_response));
        TellHeard(cut);
        OnDrained();
    }

    public void Started(string? response) => (IsResponding, _isAsked, _response) = (true, false, response);

    /// <summary>The first sound of something comes.</summary>
    public void Sounds()
    {
        _isAsked = false;
        watch.Answered();
    }

    /// <param name="failure">The code of its error; null: it did not fail.</param>
    public void Done(string? failure)
    {
        // One that was asked for is still to come: this is the end of one that was stopped for it.
        if (_isAsked) return;
        IsResponding = false;
        if (failure is null)
        {
            _failures = 0;
            watch.Answered();
        }
        else
        {
            Failed(failure);
        }

        if (_speakNext && _after is null) Speak();
        OnDrained();
    }

    public void OnError(string? code, string? parameter)
    {
        // It began to answer by itself meanwhile.
        if (code == AnswersAlready) _speakNext = true;
        log.LogInformation("The speech model reports an error: {Code} {Parameter}", code, parameter);
    }

    /// <summary>Does something when all that is being said was heard, in place of what was to be done then.</summary>
    public void After(Action then)
    {
        _after = then;
        watch.WaitForPlayout(RunAfter);
        OnDrained();
    }

    public void OnDrained()
    {
        watch.Touch();
        if (!IsResponding && !mouth.IsPlaying) RunAfter();
    }

    /// <summary>Does now what was to be done when all was heard.</summary>
    public void RunAfter()
    {
        var after = _after;
        _after = null;
        after?.Invoke();
    }

    private void Failed(string failure)
    {
        log.LogWarning("The speech model could not answer: {Code}", failure);
        if (++_failures > MostFailures) Link?.Dispose();
        else _speakNext = true;
    }

    private void TellHeard(IReadOnlyList<SpokenItem> cut)
    {
        foreach (var item in cut)
        {
            // What came over a connection that is gone, the server of this one does not know.
            if (item.Link == Link?.Number) Link.Send(TalkMessages.Heard(item.Id, item.PlayedMs));
            turns.Interrupted(item);
        }
    }
}
