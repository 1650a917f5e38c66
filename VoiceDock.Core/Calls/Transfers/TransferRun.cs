using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// One transfer from the wish to its end, as a state machine on the call's actor: announcement, destinations in order, what is done with whoever
/// answers, conversation. The caller stays with the assistant until somebody has taken the call; every failure hands the caller back with a typed
/// reason.
/// </summary>
internal sealed class TransferRun : IWayEvents
{
    private readonly ITransferHost _host;
    private readonly TransferScene _scene;
    private readonly Queue<TransferStep> _steps;
    private TransferStep _step;
    private ITransferWay _way;
    private Whisper? _whisper;
    private Screening? _screening;
    private Conversation? _conversation;
    private bool _announced;

    public TransferRun(ITransferHost host, TransferPlan plan)
    {
        _host = host;
        _scene = new TransferScene(host, plan);
        _steps = new Queue<TransferStep>(plan.Steps);
        _step = _steps.Dequeue();
        _way = FirstWay();
    }

    public TransferView View => _scene.Progress.View;

    /// <summary>The destination's leg while there is one.</summary>
    public ICallLeg? Far => _conversation?.Leg ?? _screening?.Leg ?? _way.Leg;

    public bool CanCancel => !View.State.IsFinal() && View.State != TransferState.Connected;

    /// <summary>The PBX has been asked to take the caller over, which cannot be called off.</summary>
    public bool IsInOtherHands => !_way.CanCancel;

    /// <summary>The caller is with the destination, and its leg is ours to end.</summary>
    public bool CanTakeBack => View.State.IsAnswered();

    /// <summary>Reserves the trunk and stores the transfer; only then it is announced and dialled. <paramref name="answer"/> is called once on the actor.</summary>
    public void Start(Action<Result<TransferView>> answer)
    {
        if (_way.Reserve() is { } refusal)
        {
            _host.Over(default);
            _scene.NoteRefusal(_step, refusal);
            answer(refusal);
            return;
        }
        // Spoken while the transfer is stored.
        if (View.Message is { Length: > 0 } message)
            _ = _host.Services.Speech.RenderAsync(message, CancellationToken.None);
        _host.Show(View);
        _ = StoreAsync(answer);
        Prepare();
    }

    /// <summary>True when the event was of this transfer.</summary>
    public bool On(LegEvent e) => _conversation is not null ? _conversation.On(e) : _screening is not null ? _screening.On(e) : _way.On(e);

    public TransferView Cancel(Actor by)
    {
        _host.Services.Log.LogTransferCancelled(View.CallId, View.Id, by.Name);
        HandBack(TransferState.Cancelled, TransferReasons.Cancelled);
        return View;
    }

    /// <summary>Ends the conversation with the destination; the caller is with the assistant again.</summary>
    public TransferView TakeBack(Actor by)
    {
        _host.Services.Log.LogTransferTakenBack(View.CallId, View.Id, by.Name);
        HandBack(TransferState.TakenBack, TransferReasons.TakenBack);
        return View;
    }

    /// <summary>The caller's leg is over: the destination's leg follows at once.</summary>
    public void CallerGone(CallEnd? end = null)
    {
        if (View.State.IsFinal())
            return;
        var connected = View.State.IsAnswered();
        HangUp();
        var reason = end == CallEndReasons.Stopping ? TransferReasons.Shutdown : TransferReasons.CallerHungUp;
        if (connected)
            End(TransferState.Completed, null, null, CallerWith.Gone);
        else
            End(TransferState.Cancelled, reason, null, CallerWith.Gone);
    }

    void IWayEvents.Answered(ICallLeg leg)
    {
        if (!_step.IsScreened)
        {
            Join(leg);
            return;
        }
        // Of whoever answers nothing is heard yet: until the call is taken it rings for the caller.
        _scene.Audio.Screen();
        _screening = new Screening(_scene, _step, _whisper, leg, refused => OnScreened(leg, refused));
        _screening.Begin();
    }

    void IWayEvents.HandedOver()
    {
        End(TransferState.Completed, null, null, CallerWith.Destination);
        _host.Over(new TransferEnd(CallEndReasons.HandedOver, null));
    }

    void IWayEvents.Failed(TransferReason reason, LegEnd? end) => GoOnOrFail(reason, end);

    void IWayEvents.NotPossible(TransferReason reason, LegEnd? end)
    {
        var fallsBack = _step.Refer is { FallsBack: true } && _step.Routes.Count > 0 && !_scene.Budget.IsSpent;
        if (!fallsBack || !TakeWay(new BridgeWay(_scene, _step, this), reason, end))
            GoOnOrFail(reason, end);
    }

    void IWayEvents.CallerTaken() => End(TransferState.Failed, TransferReasons.ReferNoOutcome, null, CallerWith.Gone);

    private async Task StoreAsync(Action<Result<TransferView>> answer)
    {
        var stored = await _host.Services.Journal.SaveTransferAsync(View, CancellationToken.None);
        _host.Post(() =>
        {
            if (View.State.IsFinal())
            {
                answer(View);
                return;
            }
            if (!stored)
            {
                answer(CallErrors.StorageUnavailable);
                Fail(TransferReasons.TrunkError, null);
                return;
            }
            answer(View);
            Announce();
        });
    }

    private void Announce()
    {
        if (View.Message is not { } message)
        {
            OnAnnounced();
            return;
        }
        _scene.Progress.Set(TransferState.Announcing);
        _scene.Timers.Set(TransferTimer.Announce, _host.Services.Options.AnnounceSeconds, OnAnnounced);
        _host.Assistant.Announce(message, OnAnnounced);
    }

    private void OnAnnounced()
    {
        if (_announced || View.State.IsFinal())
            return;
        _announced = true;
        _scene.Timers.Clear(TransferTimer.Announce);
        _host.Assistant.Quiet();
        _scene.Audio.Begin();
        _scene.Budget.Run(OnSpent);
        _way.Begin();
    }

    private void OnSpent()
    {
        // A PBX that has the caller is not hurried: it says itself how it ends, and the stack knows how long it may take.
        if (IsInOtherHands)
            return;
        var rang = View.State == TransferState.Ringing;
        HangUp();
        Fail(rang ? TransferReasons.NoAnswer : TransferReasons.TrunkTimeout, null);
    }

    private void OnScreened(ICallLeg leg, TransferReason? refused)
    {
        _screening = null;
        if (refused is null)
        {
            Join(leg);
            return;
        }
        leg.HangUp();
        _scene.Budget.Run(OnSpent);
        GoOnOrFail(refused, null);
    }

    private void Join(ICallLeg leg)
    {
        _scene.Timers.ClearAll();
        _host.Line.Bridge(leg);
        _scene.Progress.Joined();
        _conversation = new Conversation(_scene, leg, _way.Trunk, OnConversationOver);
        _conversation.Begin();
    }

    private void OnConversationOver(ConversationEnd end)
    {
        if (end.Lost is { } reason)
            Lose(reason);
        else
            OnFarHungUp();
    }

    private void OnFarHungUp()
    {
        var back = _way.Trunk.AfterHangup == AfterHangup.Assistant;
        End(TransferState.Completed, null, null, back ? CallerWith.Assistant : CallerWith.Gone);
        _host.Over(back ? new TransferEnd(null, Outcome(null)) : new TransferEnd(CallEndReasons.AfterTransfer, null));
    }

    // Somebody else is tried only after somebody did not take the call; whoever said no is not asked again.
    private void GoOnOrFail(TransferReason reason, LegEnd? end)
    {
        while (TransferReasons.HuntsOn(reason) && !_scene.Budget.IsSpent && _steps.TryDequeue(out var next))
        {
            _step = next;
            if (TakeWay(FirstWay(), reason, end))
                return;
        }
        Fail(reason, end);
    }

    // False when its trunk is at its limit, or the rules have changed.
    private bool TakeWay(ITransferWay way, TransferReason before, LegEnd? end)
    {
        _scene.Progress.Attempts.End(TransferState.Failed, before.Slug, end?.SipCode);
        if (way.Reserve() is { } refusal)
        {
            way.NoteRefused(refusal);
            _scene.NoteRefusal(_step, refusal);
            return false;
        }
        _scene.Audio.Next();
        _way.Dispose();
        _way = way;
        Prepare();
        way.Begin();
        return true;
    }

    private void Prepare()
    {
        _whisper = Whisper.Prepare(_host, _step);
        _way.Prepare();
    }

    private ITransferWay FirstWay() =>
        _step.Refer is { } refer ? new ReferWay(_scene, _step, refer, this) : new BridgeWay(_scene, _step, this);

    private void HangUp()
    {
        var leg = Far;
        _way.GiveUp();
        leg?.HangUp();
    }

    private void HandBack(TransferState state, TransferReason reason)
    {
        HangUp();
        End(state, reason, null, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, Outcome(reason)));
    }

    private void Fail(TransferReason reason, LegEnd? end)
    {
        End(TransferState.Failed, reason, end, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, Outcome(reason)));
    }

    private void Lose(TransferReason reason)
    {
        var hangUp = _way.Trunk.OnFarLoss == OnFarLoss.Hangup;
        End(TransferState.Failed, reason, null, hangUp ? CallerWith.Gone : CallerWith.Assistant);
        _host.Over(hangUp ? new TransferEnd(CallEndReasons.Lost, null) : new TransferEnd(null, Outcome(reason)));
    }

    private TransferOutcome Outcome(TransferReason? reason)
    {
        var (name, ended) = (_scene.Progress.Name, reason is null ? "The conversation with the destination is over; the caller is back." : View.Explanation);
        return new TransferOutcome(name, reason?.Slug ?? "completed", ended ?? "", reason?.Speak(name), View.RequestedBy.Type == ActorType.Assistant);
    }

    private void End(TransferState state, TransferReason? reason, LegEnd? end, CallerWith with)
    {
        (_screening, _conversation) = (null, null);
        _scene.Timers.ClearAll();
        _way.Dispose();
        _scene.Progress.End(state, reason, end, with);
    }
}
