using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// One transfer from the wish to its end, as a state machine on the call's actor. The caller stays with the assistant until the destination has
/// answered; every failure hands the caller back with a typed reason.
/// </summary>
internal sealed class TransferRun
{
    private readonly ITransferHost _host;
    private readonly TransferTimers _timers;
    private readonly TransferProgress _progress;
    private readonly FarAudio _audio;
    private readonly Queue<DialRoute> _routes;
    private TrunkDialer _dialer;
    private bool _announced;
    private bool _dialling;

    public TransferRun(ITransferHost host, TransferPlan plan)
    {
        _host = host;
        _routes = new Queue<DialRoute>(plan.Routes);
        _timers = new TransferTimers(host);
        _audio = new FarAudio(host, _timers);
        _progress = new TransferProgress(host, plan);
        _dialer = new TrunkDialer(host, _routes.Dequeue(), _progress.Attempts);
    }

    public TransferView View => _progress.View;

    /// <summary>The destination's leg while there is one.</summary>
    public ICallLeg? Far { get; private set; }

    public bool CanCancel => View.State is TransferState.Requested or TransferState.Announcing or TransferState.Dialing or TransferState.Ringing or TransferState.Answered;

    /// <summary>The caller is with the destination, and its leg is ours to end.</summary>
    public bool CanTakeBack => View.State.IsAnswered();

    private bool IsWaiting => View.State is TransferState.Dialing or TransferState.Ringing;

    /// <summary>Reserves the trunk and stores the transfer; only then it is announced and dialled. <paramref name="answer"/> is called once on the actor.</summary>
    public void Start(Action<Result<TransferView>> answer)
    {
        if (!_dialer.TryReserve())
        {
            _host.Over(default);
            answer(TransferErrors.TrunkBusy(_dialer.Trunk.Name));
            return;
        }
        _host.Show(View);
        _ = StoreAsync(answer);
        _ = _dialer.ResolveAsync(DialFirst);
    }

    /// <summary>True when the event was of this transfer's leg.</summary>
    public bool On(LegEvent e)
    {
        if (!ReferenceEquals(e.Leg, Far))
            return false;
        switch (e)
        {
            case LegRinging ringing when IsWaiting:
                OnRinging(ringing);
                break;
            case LegAnswered when IsWaiting:
                OnAnswered();
                break;
            case LegFirstAudio:
                _audio.First(IsWaiting);
                OnFirstAudio();
                break;
            case LegAudible when IsWaiting:
                _audio.Audible();
                break;
            case LegSilent when IsWaiting:
                _audio.Silent();
                break;
            case LegSilent silent when View.State.IsAnswered():
                OnSilent(silent.Age);
                break;
            case LegEnded ended:
                OnFarEnded(ended.End);
                break;
        }
        return true;
    }

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
        Far?.HangUp();
        var reason = end == CallEndReasons.Stopping ? TransferReasons.Shutdown : TransferReasons.CallerHungUp;
        if (connected)
            End(TransferState.Completed, null, null, CallerWith.Gone);
        else
            End(TransferState.Cancelled, reason, null, CallerWith.Gone);
    }

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
        _progress.Set(TransferState.Announcing);
        _timers.Set(TransferTimer.Announce, _host.Services.Options.AnnounceSeconds, OnAnnounced);
        _host.Assistant.Announce(message, OnAnnounced);
    }

    private void OnAnnounced()
    {
        if (_announced || View.State.IsFinal())
            return;
        _announced = true;
        _timers.Clear(TransferTimer.Announce);
        DialFirst();
    }

    // Needs both: the announcement said to its end, and the addresses.
    private void DialFirst()
    {
        if (!_announced || !_dialer.IsReady || View.State.IsFinal())
            return;
        if (_dialer.NoTarget() is { } reason)
        {
            FailOver(reason, null);
            return;
        }
        if (!_dialling)
            BeginDialing();
        Dial();
    }

    private void BeginDialing()
    {
        _dialling = true;
        _host.Assistant.Quiet();
        _audio.Begin();
        _timers.Set(TransferTimer.Dial, _host.Services.Options.DialSeconds,
            () => GiveUp(View.State == TransferState.Ringing ? TransferReasons.NoAnswer : TransferReasons.TrunkTimeout));
    }

    private void Dial()
    {
        _audio.Next();
        // A PBX that only says 100 is given up at the same limit as one that rings.
        _timers.Set(TransferTimer.Ring, _dialer.Trunk.RingTimeoutSeconds, OnNoProgress);
        Far = _dialer.Dial();
        if (Far is null)
            OnRefused(new LegEnd(LegEndKind.NoCapacity));
        else
            _progress.Set(TransferState.Dialing);
    }

    private void OnRinging(LegRinging ringing)
    {
        if (ringing.EarlyMedia)
            _audio.AllowEarly(ringing.Leg);
        if (View.State == TransferState.Ringing)
            return;
        _dialer.Alive(180);
        _timers.Set(TransferTimer.Ring, _dialer.Trunk.RingTimeoutSeconds, () => GiveUp(TransferReasons.NoAnswer));
        _progress.Set(TransferState.Ringing);
    }

    private void OnAnswered()
    {
        _timers.ClearAll();
        _host.Line.Bridge(Far!);
        _dialer.Alive(200);
        _progress.Answered();
        if (_audio.Heard)
            OnFirstAudio();
        else
            _timers.Set(TransferTimer.FirstAudio, _host.Services.Options.FirstAudioSeconds, OnFirstAudio);
    }

    private void OnFirstAudio()
    {
        if (View.State != TransferState.Answered)
            return;
        _timers.Clear(TransferTimer.FirstAudio);
        _progress.Set(TransferState.Connected);
    }

    private void OnSilent(TimeSpan age)
    {
        if (_audio.LostAfter(age) is not { } reason)
            return;
        Far?.HangUp();
        Lose(reason);
    }

    private void OnFarEnded(LegEnd end)
    {
        var answered = View.State.IsAnswered();
        Far = null;
        if (!answered)
            OnRefused(end);
        else if (end.Kind == LegEndKind.Remote)
            OnFarHungUp();
        else
            Lose(TransferReasons.FarEndLost);
    }

    private void OnFarHungUp()
    {
        var back = _dialer.Trunk.AfterHangup == AfterHangup.Assistant;
        End(TransferState.Completed, null, null, back ? CallerWith.Assistant : CallerWith.Gone);
        _host.Over(new TransferEnd(back ? null : CallEndReasons.AfterTransfer, null));
    }

    private void OnRefused(LegEnd end)
    {
        var reason = TransferReasons.For(end, View.State == TransferState.Ringing);
        if (_dialer.GoesOnAfter(end, reason))
            Dial();
        else
            FailOver(reason, end);
    }

    private void OnNoProgress()
    {
        Far?.HangUp();
        FailOver(TransferReasons.TrunkTimeout, null);
    }

    // The next trunk is tried within the same transfer and its timers; the caller notices nothing.
    private void FailOver(TransferReason reason, LegEnd? end)
    {
        if (!TransferReasons.FailsOver(reason) || !_routes.TryDequeue(out var route) || !TakeNext(route))
        {
            Fail(reason, end);
            return;
        }
        Far = null;
        // Looking the backup up may take a moment: until then the ring-back tone, not the end of the first trunk's early media.
        _audio.Next();
        _timers.Clear(TransferTimer.Ring);
        _progress.Attempts.End(TransferState.Failed, reason.Slug, end?.SipCode);
        _progress.Over(route);
        _ = _dialer.ResolveAsync(DialFirst);
    }

    // A backup at its limit is no way; the transfer ends with what the first trunk said.
    private bool TakeNext(DialRoute route)
    {
        var next = new TrunkDialer(_host, route, _progress.Attempts);
        if (!next.TryReserve())
            return false;
        _dialer.Dispose();
        _dialer = next;
        return true;
    }

    // The far side never answers: it gets a CANCEL, and its 487 finds nobody waiting.
    private void GiveUp(TransferReason reason)
    {
        Far?.HangUp();
        Fail(reason, null);
    }

    private void HandBack(TransferState state, TransferReason reason)
    {
        Far?.HangUp();
        End(state, reason, null, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, reason.Speak(_progress.Name)));
    }

    private void Fail(TransferReason reason, LegEnd? end)
    {
        End(TransferState.Failed, reason, end, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, reason.Speak(_progress.Name)));
    }

    private void Lose(TransferReason reason)
    {
        var hangUp = _dialer.Trunk.OnFarLoss == OnFarLoss.Hangup;
        End(TransferState.Failed, reason, null, hangUp ? CallerWith.Gone : CallerWith.Assistant);
        _host.Over(new TransferEnd(hangUp ? CallEndReasons.Lost : null, reason.Speak(_progress.Name)));
    }

    private void End(TransferState state, TransferReason? reason, LegEnd? end, CallerWith with)
    {
        Far = null;
        _timers.ClearAll();
        _dialer.Dispose();
        _progress.End(state, reason, end, with);
    }
}
