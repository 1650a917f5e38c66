using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>
/// The dialling of a call that we place, over the trunks of its step in order: the next one when a trunk was not there or could not serve, never when
/// whom we call said no. Keeps its place on the trunk until the call is over. On the call's actor, but for <see cref="Reserve"/>, which comes first.
/// </summary>
internal sealed class OutboundRun : IDialHost, IDisposable
{
    private readonly CallActor _call;
    private readonly CallServices _services;
    private readonly TransferStep _step;
    private readonly Queue<DialRoute> _routes;
    private readonly TransferTimers _timers;
    private readonly TransferAttempts _attempts;
    private DialRoute _route;
    private TrunkDialer _dialer;
    private ICallLeg? _leg;
    private bool _rings;
    private bool _over;

    public OutboundRun(CallActor call, TransferStep step, CallServices services)
    {
        (_call, _services, _step) = (call, services, step);
        _timers = new TransferTimers(this);
        _attempts = new TransferAttempts(() => call.Now);
        _routes = new Queue<DialRoute>(step.Routes);
        _route = _routes.Dequeue();
        _dialer = new TrunkDialer(this, _route, _step, _attempts);
    }

    public CallServices Services => _services;

    public CallView Call => _call.View;

    public string? ShownNumber => _call.View.Number;

    public string? ShownName => null;

    public void Post(Action work) => _call.Post(work);

    public ICallLeg? Dial(DialPlan plan)
    {
        if (_services.Sip.Place(_call.Id, plan with { IsOriginal = true }, e => _call.Post(() => _call.OnLeg(e))) is not { } line)
            return null;
        _call.Take(line);
        return line.Caller;
    }

    /// <summary>Takes a place on the first trunk, or says what refuses it. Before the call is known to anybody.</summary>
    public Error? Reserve() => _dialer.Reserve();

    public void Begin()
    {
        if (_over)
            return;
        _timers.Set(TransferTimer.Dial, _services.Options.DialSeconds, OnSpent);
        Prepare();
    }

    /// <summary>True when the event was of the dialling.</summary>
    public bool On(LegEvent e)
    {
        if (_over || !ReferenceEquals(e.Leg, _leg))
            return false;
        switch (e)
        {
            case LegRinging:
                OnRinging();
                break;
            case LegAnswered:
                OnAnswered();
                break;
            case LegEnded ended:
                OnRefused(ended.End);
                break;
        }
        return true;
    }

    public void Dispose()
    {
        _over = true;
        _timers.ClearAll();
        _dialer.Dispose();
    }

    private void Prepare() => _ = _dialer.ResolveAsync(DialFirst);

    private void DialFirst()
    {
        if (_over)
            return;
        if (_dialer.NoTarget() is { } reason)
            FailOver(reason, null);
        else
            Dial();
    }

    private void Dial()
    {
        _rings = false;
        _timers.Set(TransferTimer.Ring, _route.Trunk.RingTimeoutSeconds, OnNoProgress);
        Mark(TraceMarks.Attempt, $"Calls {_route.DialledUser} over {_route.Trunk.Name}");
        _leg = _dialer.Dial();
        if (_leg is null)
            OnRefused(new LegEnd(LegEndKind.NoCapacity));
    }

    private void OnRinging()
    {
        if (_rings)
            return;
        _rings = true;
        _dialer.Alive(180);
        _timers.Set(TransferTimer.Ring, _route.Trunk.RingTimeoutSeconds, () => Fail(TransferReasons.NoAnswer, null));
    }

    private void OnAnswered()
    {
        _over = true;
        _timers.ClearAll();
        _dialer.Alive(200);
        _call.OnReached();
    }

    private void OnRefused(LegEnd end)
    {
        var reason = TransferReasons.For(end, _rings);
        if (_dialer.GoesOnAfter(end, reason))
            Dial();
        else
            FailOver(reason, end);
    }

    // A trunk that says nothing is left for its backup; whom we call is not known to have heard of us.
    private void OnNoProgress()
    {
        _leg?.HangUp();
        FailOver(TransferReasons.TrunkTimeout, null);
    }

    private void OnSpent() => Fail(_rings ? TransferReasons.NoAnswer : TransferReasons.TrunkTimeout, null);

    private void FailOver(TransferReason reason, LegEnd? end)
    {
        var failed = (_dialer, _route);
        if (!TransferReasons.FailsOver(reason) || !TakeNext())
        {
            Fail(reason, end);
            return;
        }
        failed._dialer.Failed(reason);
        failed._dialer.Dispose();
        Mark(TraceMarks.AttemptFailed, Words(reason, failed._route));
        _leg = null;
        _timers.Clear(TransferTimer.Ring);
        _call.Change(v => v with { InboundTrunkId = _route.Trunk.Id, InboundTrunkName = _route.Trunk.Name });
        Prepare();
    }

    // A backup at its limit or cap is no way; the call ends with what the first trunk said.
    private bool TakeNext()
    {
        if (!_routes.TryDequeue(out var route))
            return false;
        var next = new TrunkDialer(this, route, _step, _attempts);
        if (next.Reserve() is not null)
            return false;
        (_dialer, _route) = (next, route);
        return true;
    }

    // While it still rings, a CANCEL follows with the line; its 487 finds nobody waiting.
    private void Fail(TransferReason reason, LegEnd? end)
    {
        _over = true;
        _timers.ClearAll();
        _dialer.Failed(reason);
        Mark(TraceMarks.AttemptFailed, Words(reason, _route));
        _call.Finish(Unreached.Of(reason, Words(reason, _route), end));
    }

    private void Mark(string kind, string words) => _services.Traces.Mark(_call.Id, LadderLeg.Caller, kind, words);

    private static string Words(TransferReason reason, DialRoute route) =>
        reason.Explain($"Trunk '{route.Trunk.Name}'", PhoneNumber.ToReadable(route.DialledUser) ?? route.DialledUser, route.DialledUser);
}
