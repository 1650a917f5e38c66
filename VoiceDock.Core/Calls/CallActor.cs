using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>
/// The only writer of one call. Everything that happens to the call — legs, keys, commands, timers — is queued here and handled by one
/// reader, so nothing is locked and two people pressing at once give one transfer. Every end goes through <see cref="Finish"/>, which frees the
/// line with all legs and ports.
/// </summary>
internal sealed class CallActor : IAssistantHost, ITransferHost
{
    // Far more than a healthy call ever has waiting; a peer that fills it is cut off instead of filling memory.
    private const int MostWaiting = 4096;

    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CallServices _services;
    private readonly Assistant _assistantSettings;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _log;
    private ICallLine _line = null!;
    private IAssistantSession _assistant = null!;
    private TransferRun? _transfer;
    private ITimer? _longest;
    private bool _broken;
    private bool _leaving;

    public CallActor(CallView first, Assistant assistant, CallServices services)
    {
        View = first;
        _assistantSettings = assistant;
        _services = services;
        _log = services.Log;
    }

    public Guid Id => View.Id;

    /// <summary>The newest state; safe to read from any thread.</summary>
    public CallView View { get; private set; }

    /// <summary>Completes when the call is over and everything it held is freed.</summary>
    public Task Over => _over.Task;

    /// <summary>Takes the caller's leg: rings, answers, and starts the actor. Returns where events of the line go. Called on a SIP thread.</summary>
    public Action<LegEvent> Begin(ICallLine line)
    {
        _line = line;
        _assistant = _services.Assistants.Create(_assistantSettings, this);
        Publish();
        _ = Task.Run(RunAsync);
        Post(() =>
        {
            line.Caller.Ring();
            line.Caller.Answer();
            Change(v => v with { State = CallState.Connecting, AnsweredAt = Now });
        });
        return e => Post(() => OnLeg(e));
    }

    public void Post(Action work)
    {
        if (!_work.Writer.TryWrite(work) && !_over.Task.IsCompleted && !_broken)
        {
            _broken = true;
            _log.LogWarning("Call {CallId} has too much waiting and is ended", Id);
        }
    }

    public Task<Result<TransferView>> TransferAsync(TransferOrder order, Actor by) =>
        AskAsync<TransferView>(answer => StartTransfer(order, by, answer));

    public Task<Result<TransferView>> CancelTransferAsync(Guid? transferId, Actor by) =>
        AskAsync<TransferView>(answer => answer(CancelTransfer(transferId, by)));

    public Task<Result<CallView>> EndAsync(string? message, Actor by) => AskAsync<CallView>(answer => answer(HangUpBy(message, by)));

    /// <summary>Ends the call because the program stops; safe from any thread.</summary>
    public Task StopAsync()
    {
        Post(() => Finish(CallEndReasons.Stopping));
        return Over;
    }

    /// <summary>Once a second: samples the audio quality.</summary>
    public void Sample() => Post(() =>
    {
        var caller = _line.Caller.ReadQuality();
        var far = _transfer?.Far?.ReadQuality() ?? View.FarQuality;
        if (caller != View.CallerQuality || far != View.FarQuality)
            Change(v => v with { CallerQuality = caller, FarQuality = far }, store: false);
    });

    void IAssistantHost.Play(ReadOnlyMemory<short> samples, Action? finished) => _line.Play(samples, finished is null ? null : () => Post(finished));

    void IAssistantHost.StopPlaying() => _line.StopPlaying();

    void IAssistantHost.Transfer(int index) => Post(() =>
    {
        var destinations = _assistantSettings.Destinations;
        if (View.State != CallState.InProgress || index < 0 || index >= destinations.Count)
            return;
        var chosen = destinations[index];
        var by = new Actor(ActorType.Assistant, _assistantSettings.Id.ToString(), _assistantSettings.Name);
        StartTransfer(new TransferOrder(chosen.Number, chosen.Message, chosen.Description), by, result =>
        {
            if (result.Error is { } error)
                RefusedForAssistant(chosen.Description, error);
        });
    });

    void IAssistantHost.HangUp() => Post(() => Finish(CallEndReasons.Assistant));

    CallServices ITransferHost.Services => _services;

    ICallLine ITransferHost.Line => _line;

    IAssistantSession ITransferHost.Assistant => _assistant;

    CallView ITransferHost.Call => View;

    void ITransferHost.Show(TransferView transfer)
    {
        var state = transfer.State == TransferState.Connected ? CallState.Transferred : CallState.InProgress;
        Change(v => v with
        {
            State = v.State.IsLive() ? state : v.State,
            Transfers = [.. v.Transfers.Where(t => t.Id != transfer.Id), transfer],
        });
    }

    void ITransferHost.Over(TransferEnd end)
    {
        var run = _transfer;
        _transfer = null;
        if (run is null || !View.State.IsLive() || _leaving)
            return;
        if (end.EndsCall is { } callEnd)
        {
            Finish(callEnd);
            return;
        }
        _line.Unbridge();
        _assistant.Resume(end.Spoken);
    }

    private DateTime Now => _services.Time.GetUtcNow().UtcDateTime;

    private async Task RunAsync()
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync())
            {
                Handle(work);
                if (_broken && View.State.IsLive())
                    Handle(() => Finish(CallEndReasons.Fault));
                if (!View.State.IsLive())
                    break;
            }
        }
        finally
        {
            Release();
        }
    }

    private void Handle(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "Call {CallId} met an internal error and is ended", Id);
            _broken = true;
        }
    }

    private void OnLeg(LegEvent e)
    {
        if (e is LegHold)
        {
            _line.FollowHold();
            return;
        }
        if (!ReferenceEquals(e.Leg, _line.Caller))
        {
            if (_transfer is null || !_transfer.On(e))
                HangUpStray(e);
            return;
        }
        switch (e)
        {
            case LegConfirmed:
                OnCallerConnected();
                break;
            case LegDigit digit when _transfer is null:
                _assistant.OnKey(digit.Key);
                break;
            case LegSilent silent when silent.Age >= TimeSpan.FromSeconds(_services.Options.CallerSilentSeconds):
                Finish(CallEndReasons.CallerLost);
                break;
            case LegEnded ended:
                Finish(EndOfCaller(ended.End));
                break;
        }
    }

    private void OnCallerConnected()
    {
        if (View.State != CallState.Connecting)
            return;
        Change(v => v with { State = CallState.InProgress });
        if (_assistantSettings.MaxDurationSeconds is > 0 and var seconds)
            _longest = _services.Time.CreateTimer(_ => Post(() => Finish(CallEndReasons.Longest)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        _assistant.Start();
    }

    // A leg given up a moment ago that answers after all must not stay connected to nobody.
    private static void HangUpStray(LegEvent e)
    {
        if (e is LegAnswered)
            e.Leg.HangUp();
    }

    private CallEnd EndOfCaller(LegEnd end) => end.Kind switch
    {
        LegEndKind.Remote => View.State == CallState.Connecting || View.State == CallState.Ringing ? CallEndReasons.CallerBeforeAnswer : CallEndReasons.Caller,
        LegEndKind.Shutdown => CallEndReasons.Stopping,
        LegEndKind.MediaLost => CallEndReasons.CallerLost,
        _ => CallEndReasons.CallerSignallingLost with { SipCode = end.SipCode },
    };

    private void StartTransfer(TransferOrder order, Actor by, Action<Result<TransferView>> answer)
    {
        if (!View.State.IsActive() || _leaving)
        {
            answer(CallErrors.NotActive);
            return;
        }
        var repeat = TransferRepeat.Find(View, order, Now, TimeSpan.FromSeconds(_services.Options.RepeatSeconds));
        if (repeat is not null)
        {
            answer(repeat);
            return;
        }
        if (View.ActiveTransfer is { } running)
        {
            answer(TransferErrors.InProgress(running));
            return;
        }
        var budget = _services.Budget.TryTake(Id);
        if (!budget.Admitted)
        {
            answer(ControlBudget.Exhausted(budget));
            return;
        }
        var plan = _services.Planner.Plan(View, Named(order), by);
        if (!plan.IsOk)
        {
            _services.Budget.GiveBack(Id);
            answer(plan.Error);
            return;
        }
        _transfer = new TransferRun(this, plan.Value);
        _transfer.Start(answer);
    }

    // A person who types an extension of the assistant's list means the destination of that name.
    private TransferOrder Named(TransferOrder order) =>
        order with { Name = order.Name ?? _assistantSettings.Destinations.FirstOrDefault(d => d.Number == order.Destination.Trim())?.Description };

    private Result<TransferView> CancelTransfer(Guid? transferId, Actor by)
    {
        if (!View.State.IsActive())
            return CallErrors.NotActive;
        if (_transfer is null || (transferId is { } id && id != _transfer.View.Id) || !_transfer.CanCancel)
            return TransferErrors.NoActiveTransfer;
        return _transfer.Cancel(by);
    }

    private Result<CallView> HangUpBy(string? message, Actor by)
    {
        if (!View.State.IsLive() || _leaving)
            return CallErrors.NotActive;
        var end = by.Type switch
        {
            ActorType.Operator => CallEndReasons.Operator,
            ActorType.Assistant => CallEndReasons.Assistant,
            _ => CallEndReasons.Api,
        };
        if (string.IsNullOrEmpty(message) || View.State != CallState.InProgress)
        {
            Finish(end);
            return View;
        }
        _leaving = true;
        _transfer?.CallerGone();
        _transfer = null;
        _assistant.SayGoodbye(message, () => Finish(end));
        return View;
    }

    private void RefusedForAssistant(string name, Error error)
    {
        // A second key pressed while the first one's transfer begins changes nothing.
        if (View.ActiveTransfer is not null)
            return;
        _log.LogInformation("Call {CallId}: the assistant's transfer was refused: {Code}", Id, error.Code);
        _assistant.Resume(TransferRefusals.Spoken(error).Speak(name));
    }

    private void Finish(CallEnd end)
    {
        if (!View.State.IsLive())
            return;
        _transfer?.CallerGone(end);
        _transfer = null;
        var answered = View.State.IsActive();
        var state = end.IsError ? (answered ? CallState.EndedWithError : CallState.Failed) : CallState.Ended;
        var caller = _line.Caller.ReadQuality();
        Change(v => v with { State = state, End = end, EndedAt = Now, CallerQuality = caller });
    }

    private void Release()
    {
        _longest?.Dispose();
        _assistant.Dispose();
        _line.Dispose();
        _services.Calls.Remove(this);
        _services.Traces.Close(Id);
        _work.Writer.Complete();
        // Whoever asked at the last moment still gets an answer: the state is final, so each is refused.
        while (_work.Reader.TryRead(out var late))
            Handle(late);
        _over.TrySetResult();
    }

    private Task<Result<T>> AskAsync<T>(Action<Action<Result<T>>> work)
    {
        var done = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_work.Writer.TryWrite(() => Answering(work, done)))
            done.SetResult(CallErrors.NotActive);
        return done.Task;
    }

    private static void Answering<T>(Action<Action<Result<T>>> work, TaskCompletionSource<Result<T>> done)
    {
        try
        {
            work(result => done.TrySetResult(result));
        }
        catch (Exception fault)
        {
            done.TrySetException(fault);
            throw;
        }
    }

    private void Change(Func<CallView, CallView> change, bool store = true)
    {
        View = change(View) with { Version = View.Version + 1, UpdatedAt = Now };
        Publish(store);
    }

    private void Publish(bool store = true)
    {
        _services.Feed.Publish(View);
        if (store)
            _services.Journal.Save(View);
    }
}
