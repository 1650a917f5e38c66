using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>
/// The only writer of one call. Everything that happens to the call — legs, keys, commands, timers — is queued here and handled by one
/// reader, so nothing is locked and two people pressing at once give one transfer. Every end goes through <see cref="Finish"/>, which frees the
/// line with all legs and ports.
/// </summary>
internal sealed class CallActor : IAssistantHost
{
    private readonly CallServices _services;
    private readonly CallArrivalRun? _arrival;
    private Assistant _assistantSettings;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallMailbox _mailbox;
    private CallTransfers _transfers;
    private CallCommands _commands;
    private CallTranscript _transcript;
    private readonly CancellationTokenSource _gone = new();
    // Of a call that we place there is no line before the first INVITE, and no assistant before the answer.
    private ICallLine _line = null!;
    private IAssistantSession _assistant = null!;
    private OutboundRun? _dialling;
    private ITimer? _longest;

    /// <summary>A call that rings while somebody is asked who answers.</summary>
    public CallActor(CallView first, CallServices services, CallQuestion question)
        : this(first, question.Own ?? new Assistant(), services) => _arrival = new CallArrivalRun(this, services, question);

    public CallActor(CallView first, Assistant assistant, CallServices services)
    {
        View = first;
        _assistantSettings = assistant;
        _services = services;
        _mailbox = new CallMailbox(first.Id, services.Log);
        _transfers = new CallTransfers(this, assistant, services);
        _commands = new CallCommands(this, _transfers, services);
        _transcript = new CallTranscript(this, services, isStored: assistant.GdprMode != true);
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
        Publish();
        _ = Task.Run(RunAsync);
        Post(() =>
        {
            line.Caller.Ring();
            if (_arrival is null)
                Answer();
            else
                _ = _arrival.AskAsync(_gone.Token);
        });
        return e => Post(() => OnLeg(e));
    }

    /// <summary>Starts the actor of a call that we place; <paramref name="dialling"/> reaches the other side.</summary>
    public void Begin(OutboundRun dialling)
    {
        _dialling = dialling;
        Publish();
        _ = Task.Run(RunAsync);
        Post(dialling.Begin);
    }

    public void Post(Action work) => _mailbox.Post(work);

    public Task<Result<TransferView>> TransferAsync(TransferOrder order, Actor by) =>
        _mailbox.AskAsync<TransferView>(answer => _transfers.Start(order, by, answer));

    public Task<Result<TransferView>> CancelTransferAsync(Guid? transferId, Actor by) =>
        _mailbox.AskAsync<TransferView>(answer => answer(_transfers.Cancel(transferId, by)));

    public Task<Result<TransferView>> TakeBackAsync(Guid? transferId, Actor by) =>
        _mailbox.AskAsync<TransferView>(answer => answer(_transfers.TakeBack(transferId, by)));

    public Task<Result<CallView>> SayAsync(string text, bool endAfter, Actor by) =>
        _mailbox.AskAsync<CallView>(answer => _commands.Say(text, endAfter, by, answer));

    public Task<Result<CallView>> AddContextAsync(string content, bool respond, Actor by) =>
        _mailbox.AskAsync<CallView>(answer => answer(_commands.AddContext(content, respond, by)));

    public Task<Result<CallView>> HoldAsync(Actor by) => _mailbox.AskAsync<CallView>(answer => answer(_commands.Hold(by)));

    public Task<Result<CallView>> ResumeAsync(Actor by) => _mailbox.AskAsync<CallView>(answer => answer(_commands.Resume(by)));

    public Task<Result<CallView>> EndAsync(string? message, Actor by) => _mailbox.AskAsync<CallView>(answer => answer(_commands.End(message, by)));

    /// <summary>Ends the call because the program stops; safe from any thread.</summary>
    public Task StopAsync()
    {
        Post(() => Finish(CallEndReasons.Stopping));
        return Over;
    }

    /// <summary>Once a second: samples the audio quality, as it stands and over time.</summary>
    public void Sample() => Post(() =>
    {
        if (View.State.IsActive())
            _services.Meters.Heard(_services.Traces.Sample(_line.Caller, null));
        if (_transfers.Far is { } leg && View.ActiveTransfer is { } transfer && transfer.State.IsAnswered())
            _services.Meters.Heard(_services.Traces.Sample(leg, transfer.Id));
        if (_line is null)
            return;
        var caller = _line.Caller.ReadQuality();
        var far = _transfers.Far?.ReadQuality() ?? View.FarQuality;
        if (caller != View.CallerQuality || far != View.FarQuality)
            Change(v => v with { CallerQuality = caller, FarQuality = far }, store: false);
    });

    void IAssistantHost.Play(ReadOnlyMemory<short> samples, Action? finished) => _line.Play(samples, finished is null ? null : () => Post(finished));

    void IAssistantHost.StopPlaying() => _line.StopPlaying();

    void IAssistantHost.Transfer(int index) => Post(() => _transfers.StartForAssistant(index));

    void IAssistantHost.HangUp(HangUpCause cause) => Post(() => Finish(cause == HangUpCause.Silence ? CallEndReasons.Silent : CallEndReasons.Assistant));

    void IAssistantHost.Listen(HearCaller? listener) => _line.Listen(listener);

    void IAssistantHost.Stream(SpeakToCaller source) => _line.Stream(source);

    void IAssistantHost.Said(Utterance said) => Post(() => _transcript.Take(said));

    void IAssistantHost.CallTool(ToolCall call, Action<string> answer) => _ = CallToolAsync(call, answer);

    internal ICallLine Line => _line;

    internal IAssistantSession Session => _assistant;

    internal DateTime Now => _services.Time.GetUtcNow().UtcDateTime;

    /// <summary>Answered, and not about to end.</summary>
    internal bool TakesCommands => View.State.IsActive() && !_commands.IsLeaving && _arrival?.Refusal is null;

    /// <summary>A transfer of this call changed.</summary>
    internal void Show(TransferView transfer)
    {
        _services.Meters.Changed(View.Transfers.FirstOrDefault(t => t.Id == transfer.Id), transfer);
        var state = transfer.State == TransferState.Connected ? CallState.Transferred : CallState.InProgress;
        Change(v => v with
        {
            State = v.State.IsLive() ? state : v.State,
            // A transfer that begins takes the caller off hold; what it hears from then on is the transfer's.
            OnHold = v.OnHold && transfer.State.IsFinal(),
            Transfers = [.. v.Transfers.Where(t => t.Id != transfer.Id), transfer],
        });
    }

    /// <summary>A transfer has ended: the caller is with the assistant again, or the call is over.</summary>
    internal void TakeOver(TransferEnd end)
    {
        if (!View.State.IsLive() || _commands.IsLeaving)
            return;
        if (end.EndsCall is { } callEnd)
        {
            Finish(callEnd);
            return;
        }
        _line.Unbridge();
        if (!View.OnHold)
            _assistant.Resume(end.Outcome);
    }

    /// <summary>An INVITE of a call that we place has left: from now on this is the call's line, in place of an attempt that failed.</summary>
    internal void Take(ICallLine line)
    {
        _line?.Dispose();
        _line = line;
    }

    /// <summary>Whom we call has answered: the assistant takes the call.</summary>
    internal void OnReached()
    {
        Change(v => v with { State = CallState.Connecting, AnsweredAt = Now });
        _assistant = _services.Assistants.Create(_assistantSettings, this);
        OnCallerConnected();
    }

    internal void OnLeg(LegEvent e)
    {
        if (_dialling is null || !_dialling.On(e))
            Handle(e);
    }

    private async Task RunAsync()
    {
        // Whatever is logged on the call's behalf, also by rooms that know no calls, carries its id.
        using var scope = _services.Log.BeginScope(new CallScope(Id));
        try
        {
            await _mailbox.ReadAsync(() => View.State.IsLive(), () => Finish(CallEndReasons.Fault));
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Another assistant takes the call: before the answer, when nothing was asked of the call yet.</summary>
    internal void Use(Assistant assistant, Guid? id)
    {
        _assistantSettings = assistant;
        _transfers = new CallTransfers(this, assistant, _services);
        _commands = new CallCommands(this, _transfers, _services);
        _transcript = new CallTranscript(this, _services, isStored: assistant.GdprMode != true);
        Change(v => v with { AssistantId = id, AssistantName = assistant.Name, BusinessName = assistant.BusinessName }, store: false);
    }

    internal void Answer()
    {
        if (_arrival?.Refusal is null)
            _assistant = _services.Assistants.Create(_assistantSettings, this);
        _line.Caller.Answer();
        Change(v => v with { State = CallState.Connecting, AnsweredAt = Now });
    }

    private async Task CallToolAsync(ToolCall tool, Action<string> answer)
    {
        var result = "{\"error\":\"This tool has no address to call.\"}";
        try
        {
            if (_services.Tools is { } tools)
                result = await tools.CallAsync(View, _assistantSettings, tool, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        Post(() => answer(result));
    }

    private void Handle(LegEvent e)
    {
        if (e is LegHold)
        {
            _line.FollowHold();
            return;
        }
        if (!ReferenceEquals(e.Leg, _line.Caller))
        {
            if (!_transfers.On(e))
                HangUpStray(e);
            return;
        }
        switch (e)
        {
            case LegReferred:
                _transfers.On(e);
                break;
            case LegConfirmed:
                OnCallerConnected();
                break;
            case LegDigit digit when !_commands.IgnoresKeys:
                _assistant?.OnKey(digit.Key);
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
        if (_arrival?.Refusal is null)
            _assistant.Start();
        else
            _ = _arrival.RefuseAsync(_gone.Token);
    }

    // A leg given up a moment ago that answers after all must not stay connected to nobody.
    private static void HangUpStray(LegEvent e)
    {
        if (e is LegAnswered)
            e.Leg.HangUp();
    }

    private CallEnd EndOfCaller(LegEnd end) => end.Kind switch
    {
        LegEndKind.Remote when View.Direction == CallDirection.Outbound => CallEndReasons.Called,
        LegEndKind.Remote => View.State == CallState.Connecting || View.State == CallState.Ringing ? CallEndReasons.CallerBeforeAnswer : CallEndReasons.Caller,
        LegEndKind.Shutdown => CallEndReasons.Stopping,
        LegEndKind.MediaLost => CallEndReasons.CallerLost,
        _ => CallEndReasons.CallerSignallingLost with { SipCode = end.SipCode },
    };

    internal void Finish(CallEnd end)
    {
        if (!View.State.IsLive())
            return;
        _transfers.CallerGone(end);
        var answered = View.State.IsActive();
        var state = end.IsError || end.IsUnreached ? (answered ? CallState.EndedWithError : CallState.Failed)
            : ReferenceEquals(end, CallEndReasons.Nobody) ? CallState.Rejected : CallState.Ended;
        var caller = _line?.Caller.ReadQuality();
        Change(v => v with { State = state, End = end, EndedAt = Now, OnHold = false, CallerQuality = caller });
        _services.Meters.Ended(end);
    }

    private void Release()
    {
        _gone.Cancel();
        _gone.Dispose();
        _longest?.Dispose();
        _assistant?.Dispose();
        _line?.Dispose();
        _dialling?.Dispose();
        _services.Calls.Remove(this);
        _services.Traces.Close(Id);
        _mailbox.Close();
        _over.TrySetResult();
    }

    internal void Change(Func<CallView, CallView> change, bool store = true)
    {
        var before = View;
        View = change(before) with { Version = before.Version + 1, UpdatedAt = Now };
        Publish(store, before);
    }

    private void Publish(bool store = true, CallView? before = null)
    {
        _services.Feed.Publish(View);
        if (store)
            _services.Journal.Save(View, before is null ? null : _services.Outbox?.Of(before, View, _assistantSettings));
    }
}
