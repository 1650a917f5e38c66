using System.Net;
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
    private readonly TransferPlan _plan;
    private readonly TransferTimers _timers;
    private readonly TransferAttempts _attempts;
    private readonly TrunkSigns _signs;
    private readonly RingingAudio _ringing;
    private IReadOnlyList<IPEndPoint>? _targets;
    private Error? _unresolved;
    private TrunkSlot? _slot;
    private CallerIdPolicy _callerId;
    private int _next;
    private bool _announced;
    private bool _plain;
    private bool _heard;

    public TransferRun(ITransferHost host, TransferPlan plan)
    {
        _host = host;
        _plan = plan;
        _timers = new TransferTimers(host);
        _ringing = new RingingAudio(host, _timers);
        _attempts = new TransferAttempts(plan.Trunk, () => Now);
        _signs = new TrunkSigns(host.Services.Lights, host.Services.Targets, plan.Trunk);
        _callerId = plan.Trunk.CallerIdPolicy;
        View = new TransferView
        {
            Id = Guid.CreateVersion7(host.Services.Time.GetUtcNow()),
            CallId = host.Call.Id,
            State = TransferState.Requested,
            Destination = plan.Order.Destination.Trim(),
            DestinationName = plan.Order.Name,
            Dialled = plan.DialledUser,
            Message = string.IsNullOrEmpty(plan.Order.Message) ? null : plan.Order.Message,
            TrunkId = plan.Trunk.Id,
            TrunkName = plan.Trunk.Name,
            RequestedBy = plan.By,
            CreatedAt = Now,
        };
    }

    public TransferView View { get; private set; }

    /// <summary>The destination's leg while there is one.</summary>
    public ICallLeg? Far { get; private set; }

    public bool CanCancel => View.State is TransferState.Requested or TransferState.Announcing or TransferState.Dialing or TransferState.Ringing or TransferState.Answered;

    /// <summary>Reserves the trunk and stores the transfer; only then it is announced and dialled. <paramref name="answer"/> is called once on the actor.</summary>
    public void Start(Action<Result<TransferView>> answer)
    {
        if (!_host.Services.Load.TryTake(_plan.Trunk, out _slot))
        {
            _host.Over(default);
            answer(TransferErrors.TrunkBusy(_plan.Trunk.Name));
            return;
        }
        _host.Show(View);
        _ = StoreAsync(answer);
        _ = ResolveAsync();
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
                _heard = true;
                OnFirstAudio();
                break;
            case LegAudible when IsWaiting:
                _ringing.Audible();
                break;
            case LegSilent when IsWaiting:
                _ringing.Silent();
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
        Far?.HangUp();
        End(TransferState.Cancelled, TransferReasons.Cancelled, null, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, TransferReasons.Cancelled.Spoken));
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

    /// <summary>The address of the running attempt.</summary>
    private IPEndPoint Target => _targets![_next - 1];

    private bool IsWaiting => View.State is TransferState.Dialing or TransferState.Ringing;

    private DateTime Now => _host.Services.Time.GetUtcNow().UtcDateTime;

    private string Name => View.DestinationName ?? View.Destination;

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

    private async Task ResolveAsync()
    {
        var result = await _host.Services.Sip.ResolveAsync(_plan.Trunk, CancellationToken.None);
        _host.Post(() =>
        {
            (_targets, _unresolved) = (result.IsOk ? result.Value : [], result.Error);
            DialNext();
        });
    }

    private void Announce()
    {
        if (View.Message is not { } message)
        {
            OnAnnounced();
            return;
        }
        Set(v => v with { State = TransferState.Announcing });
        _timers.Set(TransferTimer.Announce, _host.Services.Options.AnnounceSeconds, OnAnnounced);
        _host.Assistant.Announce(message, OnAnnounced);
    }

    private void OnAnnounced()
    {
        if (_announced || View.State.IsFinal())
            return;
        _announced = true;
        _timers.Clear(TransferTimer.Announce);
        DialNext();
    }

    // Needs both: the announcement said to its end, and the addresses.
    private void DialNext()
    {
        if (!_announced || _targets is null || View.State.IsFinal())
            return;
        if (_targets.Count == 0)
        {
            var reason = _unresolved?.Code == "target_refused" ? TransferReasons.TargetRefused : TransferReasons.DnsFailed;
            _signs.Missed(reason);
            Fail(reason, null);
            return;
        }
        if (_next == 0)
            BeginDialing();
        Dial(_targets[_next++]);
    }

    private void Dial(IPEndPoint target)
    {
        _ringing.Next();
        _heard = false;
        _attempts.Begin(target);
        var call = _host.Call;
        var plan = new DialPlan(_plan.Trunk, target, _plan.DialledUser, call.Caller, call.CallerName, call.Number) { CallerId = _callerId, IsPlain = _plain };
        // A PBX that only says 100 is given up at the same limit as one that rings.
        _timers.Set(TransferTimer.Ring, _plan.Trunk.RingTimeoutSeconds, () => GiveUp(TransferReasons.TrunkTimeout));
        Far = _host.Line.Dial(plan);
        if (Far is null)
        {
            OnRefused(new LegEnd(LegEndKind.NoCapacity));
            return;
        }

        Set(v => v with { State = TransferState.Dialing });
    }

    private void BeginDialing()
    {
        _host.Assistant.Quiet();
        _ringing.Begin();
        _timers.Set(TransferTimer.Dial, _host.Services.Options.DialSeconds,
            () => GiveUp(View.State == TransferState.Ringing ? TransferReasons.NoAnswer : TransferReasons.TrunkTimeout));
    }

    private void OnRinging(LegRinging ringing)
    {
        if (ringing.EarlyMedia)
            _ringing.Allow(ringing.Leg);
        if (View.State == TransferState.Ringing)
            return;
        _signs.Alive(Target, 180);
        _timers.Set(TransferTimer.Ring, _plan.Trunk.RingTimeoutSeconds, () => GiveUp(TransferReasons.NoAnswer));
        Set(v => v with { State = TransferState.Ringing });
    }

    private void OnAnswered()
    {
        _timers.ClearAll();
        _host.Line.Bridge(Far!);
        _signs.Alive(Target, 200);
        Set(v => v with { State = TransferState.Answered, AnsweredAt = Now, CallerWith = CallerWith.Destination });
        if (_heard)
            OnFirstAudio();
        else
            _timers.Set(TransferTimer.FirstAudio, _host.Services.Options.FirstAudioSeconds, OnFirstAudio);
    }

    private void OnFirstAudio()
    {
        if (IsWaiting)
            _ringing.Audible();
        if (View.State != TransferState.Answered)
            return;
        _timers.Clear(TransferTimer.FirstAudio);
        Set(v => v with { State = TransferState.Connected });
    }

    private void OnSilent(TimeSpan age)
    {
        var limit = _heard ? _host.Services.Options.FarSilentSeconds : _host.Services.Options.FarSilentAtStartSeconds;
        if (age < TimeSpan.FromSeconds(limit))
            return;
        Far?.HangUp();
        Lose(_heard ? TransferReasons.FarEndLost : TransferReasons.NoMedia);
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
        var back = _plan.Trunk.AfterHangup == AfterHangup.Assistant;
        End(TransferState.Completed, null, null, back ? CallerWith.Assistant : CallerWith.Gone);
        _host.Over(new TransferEnd(back ? null : CallEndReasons.AfterTransfer, null));
    }

    private void OnRefused(LegEnd end)
    {
        var reason = TransferReasons.For(end, View.State == TransferState.Ringing);
        _attempts.End(TransferState.Failed, reason.Slug, end.SipCode);
        var goesOn = TransferReasons.TriesNextTarget(reason) && _next < _targets!.Count;
        _signs.Refused(Target, end, reason, !goesOn);
        if (goesOn)
            DialNext();
        else if (reason == TransferReasons.Forbidden && MayShowTrunkNumber)
            DialAsTrunkNumber();
        else if (reason == TransferReasons.NoCommonCodec && _plan.Trunk.Srtp == TrunkSrtp.Optional && !_plain)
            DialPlain();
        else
            Fail(reason, end);
    }

    // Many providers refuse a caller ID that is not the account's own. One more try shows the trunk's number instead of the caller's.
    private bool MayShowTrunkNumber =>
        _callerId == CallerIdPolicy.Caller && (_plan.Trunk.CallerIdNumber ?? _host.Call.Number) is { } own && own != _host.Call.Caller;

    private void DialAsTrunkNumber()
    {
        _callerId = CallerIdPolicy.Number;
        Dial(Target);
    }

    // It may be the encryption that was refused, not the codecs: one more try in the clear.
    private void DialPlain()
    {
        _plain = true;
        Dial(_targets![_next - 1]);
    }

    // The far side never answers: it gets a CANCEL, and its 487 finds nobody waiting.
    private void GiveUp(TransferReason reason)
    {
        Far?.HangUp();
        Fail(reason, null);
    }

    private void Fail(TransferReason reason, LegEnd? end)
    {
        End(TransferState.Failed, reason, end, CallerWith.Assistant);
        _host.Over(new TransferEnd(null, reason.Speak(Name)));
    }

    private void Lose(TransferReason reason)
    {
        var hangUp = _plan.Trunk.OnFarLoss == OnFarLoss.Hangup;
        End(TransferState.Failed, reason, null, hangUp ? CallerWith.Gone : CallerWith.Assistant);
        _host.Over(new TransferEnd(hangUp ? CallEndReasons.Lost : null, reason.Speak(Name)));
    }

    private void End(TransferState state, TransferReason? reason, LegEnd? end, CallerWith with)
    {
        Far = null;
        _timers.ClearAll();
        _slot?.Dispose();
        _attempts.End(state, reason?.Slug, end?.SipCode);
        Set(v => v with
        {
            State = state,
            Reason = reason?.Slug,
            SipCode = end?.SipCode,
            SipReason = end?.SipReason,
            Explanation = Explain(reason, end),
            CallerWith = with,
            EndedAt = Now,
        });
    }

    private string? Explain(TransferReason? reason, LegEnd? end)
    {
        var text = reason?.Explain($"Trunk '{_plan.Trunk.Name}'", _plan.DialledUser, Name);
        if (end?.Detail is not { } detail)
            return text;
        return reason == TransferReasons.Redirected ? $"{text} It offered {detail}."
            : reason == TransferReasons.TlsFailed ? $"{text} {detail}."
            : reason == TransferReasons.NoCommonCodec ? $"{text} {detail}"
            : text;
    }

    private void Set(Func<TransferView, TransferView> change)
    {
        var next = change(View);
        View = next with { Attempts = _attempts.ToList(next.State) };
        _host.Show(View);
    }
}
