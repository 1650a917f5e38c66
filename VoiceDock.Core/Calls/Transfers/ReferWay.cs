using VoiceDock.Core.Common;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// Asks the caller's own PBX to take the caller over (REFER, RFC 3515 and RFC 5589). Only the final NOTIFY is success; until it comes the caller stays
/// with us, and our leg with the caller is never ended by us before. On the call's actor.
/// </summary>
internal sealed class ReferWay(TransferScene scene, TransferStep step, ReferRoute route, IWayEvents events) : ITransferWay
{
    private bool _begun;
    private bool _over;
    private TollLeg? _counted;

    public Trunk Trunk => route.Trunk;

    public ICallLeg? Leg => null;

    // What a PBX has been asked for cannot be taken back: RFC 3515 knows no such word.
    public bool CanCancel => !_begun;

    private ICallLeg Caller => scene.Host.Line.Caller;

    // The PBX places the call: none of ours, but one that is paid for like ours. How long it lasts nobody here knows.
    public Error? Reserve()
    {
        if (scene.Host.Services.Planner.Recheck(step, Trunk) is { } changed)
            return changed;
        var counted = scene.Host.Services.Toll.Claim(Trunk);
        _counted = counted.IsOk ? counted.Value : null;
        return counted.Error;
    }

    public void NoteRefused(Error refusal)
    {
        if (TransferRefusals.Of(refusal) is not { } reason)
            return;
        scene.Progress.Attempts.Begin(Trunk, Caller.Target, TransferMethod.Refer, route.DialledUser);
        scene.Progress.Attempts.End(TransferState.Failed, reason.Slug, null);
    }

    public void Prepare()
    {
    }

    public void Begin()
    {
        _begun = true;
        scene.Progress.By(step, route);
        scene.Progress.Attempts.Begin(Trunk, Caller.Target, TransferMethod.Refer, route.DialledUser);
        scene.Progress.Set(TransferState.Dialing);
        _counted?.Begin(timed: false);
        Caller.Refer(new ReferPlan(Trunk, route.DialledUser, route.ByTel));
    }

    public bool On(LegEvent e)
    {
        if (_over || !_begun || e is not LegReferred referred || !ReferenceEquals(e.Leg, Caller))
            return false;
        switch (referred.Stage)
        {
            case ReferStage.Ringing when referred.SipCode is > 100:
                scene.Progress.Set(TransferState.Ringing);
                break;
            case ReferStage.Succeeded:
                Over(true, events.HandedOver);
                break;
            case ReferStage.Failed when IsOfTheDestination(referred.SipCode):
                _counted?.Failed();
                Over(null, () => events.Failed(Reason(referred), End(referred)));
                break;
            case ReferStage.Failed or ReferStage.Refused:
                _counted?.Withdraw();
                _counted?.Dispose();
                Over(false, () => events.NotPossible(Reason(referred), End(referred)));
                break;
            case ReferStage.Unknown:
                Over(false, () => events.NotPossible(TransferReasons.ReferNoOutcome, null));
                break;
            case ReferStage.LegGone:
                Over(false, events.CallerTaken);
                break;
        }
        return true;
    }

    public void GiveUp() => _over = true;

    public void Dispose()
    {
        _over = true;
        _counted?.Dispose();
    }

    // A phone that is busy, away or says no: the PBX did what it was asked. What it makes up itself says that it cannot.
    private static bool IsOfTheDestination(int? status) => status is not (null or 405 or 501 or >= 500 and < 600);

    private static TransferReason Reason(LegReferred referred) => referred switch
    {
        { Stage: ReferStage.Failed, SipCode: { } status } when IsOfTheDestination(status) => TransferReasons.For(End(referred)!, rang: false),
        _ => TransferReasons.ReferFailed,
    };

    private static LegEnd? End(LegReferred referred) =>
        referred.SipCode is { } status ? new LegEnd(LegEndKind.Rejected, status, referred.SipReason) : null;

    // It ends when it is stored, and never fails.
    private void Remember(bool works) => _ = route.IsTest
        ? scene.Host.Services.Refers.RememberTestAsync(Trunk.Id, works)
        : scene.Host.Services.Refers.RememberAsync(Trunk.Id, works);

    /// <param name="worked">Whether the PBX can do it; null when this says nothing of that.</param>
    private void Over(bool? worked, Action then)
    {
        _over = true;
        if (worked is { } works)
            Remember(works);
        then();
    }
}
