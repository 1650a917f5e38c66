using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>What people and API keys ask of a call beside its transfers: say something, hold the caller, go on, end. On the call's actor.</summary>
internal sealed class CallCommands(CallActor call, CallTransfers transfers, CallServices services)
{
    /// <summary>A last sentence is being said: nothing more is taken.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>The caller's keys mean nothing now.</summary>
    public bool IgnoresKeys => IsLeaving || transfers.IsRunning || call.View.OnHold;

    /// <summary>The caller hears music and the assistant pauses. On hold already: nothing happens.</summary>
    public Result<CallView> Hold(Actor by)
    {
        if (Refusal() is { } refusal)
            return refusal;
        if (call.View.OnHold)
            return call.View;
        if (TakeShare() is { } exhausted)
            return exhausted;
        call.Session.Quiet();
        call.Line.PlayHoldMusic();
        Set(true, $"{by.Name} puts the caller on hold");
        services.Log.LogCallHeld(call.Id, by.Name);
        return call.View;
    }

    /// <summary>The assistant goes on. Not on hold: nothing happens. Takes nothing from the budget, so that nobody is stuck on hold.</summary>
    public Result<CallView> Resume(Actor by)
    {
        if (Refusal() is { } refusal)
            return refusal;
        if (!call.View.OnHold)
            return call.View;
        Set(false, $"{by.Name} takes the caller off hold");
        services.Log.LogCallResumed(call.Id, by.Name);
        call.Session.Resume(null);
        return call.View;
    }

    /// <summary>
    /// The assistant says a text, also to a caller on hold, who hears music again after it. <paramref name="answer"/> is called once on the actor, when
    /// the text begins to be heard or is refused.
    /// </summary>
    /// <param name="endAfter">Ends the call when it was said.</param>
    public void Say(string text, bool endAfter, Actor by, Action<Result<CallView>> answer)
    {
        if ((Refusal() ?? TakeShare()) is { } refusal)
        {
            answer(refusal);
            return;
        }
        services.Log.LogCallSaid(call.Id, text.Length, by.Name);
        call.Session.Say(text, speakable => Begins(speakable, endAfter, answer), () => OnSaid(endAfter, by));
    }

    /// <summary>Tells the assistant something without a word to the caller. On hold it keeps what it has to say until the caller is back.</summary>
    /// <param name="respond">It speaks because of it.</param>
    public Result<CallView> AddContext(string content, bool respond, Actor by)
    {
        if ((Refusal() ?? TakeShare()) is { } refusal)
            return refusal;
        if (!call.Session.AddContext(content, respond && !call.View.OnHold))
        {
            services.Budget.GiveBack(call.Id);
            return CallErrors.NoSpeechModel;
        }
        services.Log.LogCallTold(call.Id, content.Length, by.Name);
        return call.View;
    }

    /// <summary>Says <paramref name="message"/>, if any, to a caller who is with the assistant, then ends every leg.</summary>
    public Result<CallView> End(string? message, Actor by)
    {
        if (!call.View.State.IsLive() || IsLeaving)
            return CallErrors.NotActive;
        if (string.IsNullOrEmpty(message) || call.View.State != CallState.InProgress || !call.TakesCommands)
        {
            call.Finish(EndBy(by));
            return call.View;
        }
        IsLeaving = true;
        transfers.CallerGone();
        call.Session.SayGoodbye(message, () => call.Finish(EndBy(by)));
        return call.View;
    }

    // Making the text audible may have taken a moment in which everything changed.
    private bool Begins(bool speakable, bool endAfter, Action<Result<CallView>> answer)
    {
        if ((Refusal() ?? (speakable ? null : CallErrors.NoSpeech)) is { } refusal)
        {
            services.Budget.GiveBack(call.Id);
            answer(refusal);
            return false;
        }
        IsLeaving = endAfter;
        answer(call.View);
        return true;
    }

    private void OnSaid(bool endAfter, Actor by)
    {
        if (endAfter)
            call.Finish(EndBy(by));
        else if (call.View.OnHold)
            call.Line.PlayHoldMusic();
    }

    private void Set(bool onHold, string words)
    {
        call.Change(v => v with { OnHold = onHold }, store: false);
        services.Traces.Mark(call.Id, LadderLeg.Caller, onHold ? TraceMarks.Hold : TraceMarks.HoldEnd, words);
    }

    private Error? Refusal()
    {
        if (!call.TakesCommands)
            return CallErrors.NotActive;
        if (call.View.ActiveTransfer is not { } transfer)
            return null;
        return transfer.State.IsAnswered() ? CallErrors.CallerWithDestination(transfer) : TransferErrors.InProgress(transfer);
    }

    private Error? TakeShare()
    {
        var budget = services.Budget.TryTake(call.Id);
        return budget.Admitted ? null : ControlBudget.Exhausted(budget);
    }

    private static CallEnd EndBy(Actor by) => by.Type switch
    {
        ActorType.Operator => CallEndReasons.Operator,
        ActorType.Assistant => CallEndReasons.Assistant,
        _ => CallEndReasons.Api,
    };
}
