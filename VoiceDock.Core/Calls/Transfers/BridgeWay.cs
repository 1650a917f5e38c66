using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// Reaches a destination by an INVITE of our own, over the trunks of its step in order: the next one when a trunk was not there or could not serve,
/// never when the destination said no. On the call's actor.
/// </summary>
internal sealed class BridgeWay : ITransferWay
{
    private readonly TransferScene _scene;
    private readonly TransferStep _step;
    private readonly IWayEvents _events;
    private readonly Queue<DialRoute> _routes;
    private DialRoute _route;
    private TrunkDialer _dialer;
    private bool _begun;
    private bool _rings;
    private bool _over;

    public BridgeWay(TransferScene scene, TransferStep step, IWayEvents events)
    {
        (_scene, _step, _events) = (scene, step, events);
        _routes = new Queue<DialRoute>(step.Routes);
        _route = _routes.Dequeue();
        _dialer = NewDialer(_route);
    }

    public Trunk Trunk => _dialer.Trunk;

    public ICallLeg? Leg { get; private set; }

    public bool CanCancel => true;

    public Error? Reserve() => _dialer.Reserve();

    public void NoteRefused(Error refusal) => _dialer.NoteRefused(refusal);

    public void Prepare() => _ = _dialer.ResolveAsync(DialFirst);

    public void Begin()
    {
        _begun = true;
        _scene.Progress.Over(_step, _route);
        DialFirst();
    }

    public bool On(LegEvent e)
    {
        if (_over || !ReferenceEquals(e.Leg, Leg))
            return false;
        switch (e)
        {
            case LegRinging ringing:
                OnRinging(ringing);
                break;
            case LegAnswered:
                OnAnswered();
                break;
            case LegFirstAudio:
                _scene.Audio.First(waiting: true);
                break;
            case LegAudible:
                _scene.Audio.Audible();
                break;
            case LegSilent:
                _scene.Audio.Silent();
                break;
            case LegEnded ended:
                Leg = null;
                OnRefused(ended.End);
                break;
        }
        return true;
    }

    public void GiveUp()
    {
        _over = true;
        // A destination that never answers gets a CANCEL, and its 487 finds nobody waiting.
        Leg?.HangUp();
        Leg = null;
    }

    public void Dispose()
    {
        _over = true;
        _scene.Timers.Clear(TransferTimer.Ring);
        _dialer.Dispose();
    }

    // Needs both: the word to begin, and the addresses.
    private void DialFirst()
    {
        if (!_begun || _over || !_dialer.IsReady)
            return;
        if (_dialer.NoTarget() is { } reason)
            FailOver(reason, null);
        else
            Dial();
    }

    private void Dial()
    {
        _scene.Audio.Next();
        _rings = false;
        _scene.Budget.Quiet();
        // A PBX that only says 100 is given up at the same limit as one that rings.
        _scene.Timers.Set(TransferTimer.Ring, _step.RingOver(Trunk), OnNoProgress);
        Leg = _dialer.Dial();
        if (Leg is null)
            OnRefused(new LegEnd(LegEndKind.NoCapacity));
        else
            _scene.Progress.Set(TransferState.Dialing);
    }

    private void OnRinging(LegRinging ringing)
    {
        if (ringing.EarlyMedia)
            _scene.Audio.AllowEarly(ringing.Leg);
        if (_rings)
            return;
        _rings = true;
        _dialer.Alive(180);
        _scene.Timers.Set(TransferTimer.Ring, _scene.Budget.Ring(_step.RingOver(Trunk)), OnNobody);
        _scene.Progress.Set(TransferState.Ringing);
    }

    private void OnAnswered()
    {
        _over = true;
        _scene.Timers.Clear(TransferTimer.Ring);
        _scene.Budget.Rest();
        _dialer.Alive(200);
        _events.Answered(Leg!);
    }

    private void OnRefused(LegEnd end)
    {
        var reason = TransferReasons.For(end, _rings);
        if (_dialer.GoesOnAfter(end, reason))
            Dial();
        else
            FailOver(reason, end);
    }

    private void OnNoProgress()
    {
        Leg?.HangUp();
        FailOver(TransferReasons.TrunkTimeout, null);
    }

    private void OnNobody()
    {
        GiveUp();
        Fail(TransferReasons.NoAnswer, null);
    }

    // The next trunk is tried within the same transfer and its timers; the caller notices nothing.
    private void FailOver(TransferReason reason, LegEnd? end)
    {
        _scene.Progress.Attempts.End(TransferState.Failed, reason.Slug, end?.SipCode);
        var failed = _dialer;
        if (!TransferReasons.FailsOver(reason) || !TakeNext())
        {
            Fail(reason, end);
            return;
        }
        failed.Failed(reason);
        failed.Dispose();
        Leg = null;
        // Looking the backup up may take a moment: until then the ring-back tone, not the end of the first trunk's early media.
        _scene.Audio.Next();
        _scene.Budget.Quiet();
        _scene.Timers.Clear(TransferTimer.Ring);
        _scene.Progress.Over(_step, _route);
        _scene.Progress.Set(TransferState.Dialing);
        Prepare();
    }

    // A backup at its limit or cap is no way; the transfer ends with what the first trunk said.
    private bool TakeNext()
    {
        if (!_routes.TryDequeue(out var route))
            return false;
        var next = NewDialer(route);
        if (next.Reserve() is { } refusal)
        {
            next.NoteRefused(refusal);
            _scene.NoteRefusal(_step, refusal);
            return false;
        }
        (_dialer, _route) = (next, route);
        return true;
    }

    private void Fail(TransferReason reason, LegEnd? end)
    {
        _over = true;
        Leg = null;
        _scene.Timers.Clear(TransferTimer.Ring);
        _scene.Budget.Quiet();
        _dialer.Failed(reason);
        _events.Failed(reason, end);
    }

    private TrunkDialer NewDialer(DialRoute route) => new(_scene.Host, route, _step, _scene.Progress.Attempts);
}
