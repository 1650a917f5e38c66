using System.Net;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// The INVITEs of one transfer, or of one call of our own, over one trunk: a place on the trunk, its addresses in order, and at an address one more try with the trunk's own
/// number or without encryption. On the call's actor.
/// </summary>
internal sealed class TrunkDialer(IDialHost host, DialRoute route, TransferStep step, TransferAttempts attempts) : IDisposable
{
    private readonly TrunkSigns _signs = new(host.Services.Lights, host.Services.Targets, route.Trunk);
    private IReadOnlyList<IPEndPoint>? _targets;
    private Error? _unresolved;
    private TrunkSlot? _slot;
    private CallerIdPolicy _callerId = route.Trunk.CallerIdPolicy;
    private int _at;
    private bool _plain;

    public Trunk Trunk => route.Trunk;

    /// <summary>The addresses are known, or known not to be found.</summary>
    public bool IsReady => _targets is not null;

    private IPEndPoint Target => _targets![_at];

    /// <summary>Takes a place on the trunk until this is disposed, or says what refuses it.</summary>
    public Error? Reserve()
    {
        if (host.Services.Planner.Recheck(step, Trunk) is { } changed)
            return changed;
        var place = host.Services.Load.Take(Trunk);
        _slot = place.IsOk ? place.Value : null;
        return place.Error;
    }

    /// <summary>Notes that this trunk is passed over.</summary>
    public void NoteRefused(Error refusal)
    {
        if (TransferRefusals.Of(refusal) is not { } reason)
            return;
        attempts.Begin(Trunk, $"{Trunk.Host}:{Trunk.EffectivePort}", TransferMethod.Bridge, route.DialledUser);
        attempts.End(TransferState.Failed, reason.Slug, null);
    }

    /// <summary>Looks the addresses up. <paramref name="done"/> is called on the actor.</summary>
    public async Task ResolveAsync(Action done)
    {
        var result = await host.Services.Sip.ResolveAsync(Trunk, CancellationToken.None);
        host.Post(() =>
        {
            (_targets, _unresolved) = (result.IsOk ? result.Value : [], result.Error);
            done();
        });
    }

    /// <summary>Why there is no address to dial; null when there is one.</summary>
    public TransferReason? NoTarget()
    {
        if (_targets is not { Count: 0 })
            return null;
        var reason = _unresolved?.Code switch
        {
            "target_refused" => TransferReasons.TargetRefused,
            "trunk_credentials_unreadable" => TransferReasons.CredentialsUnreadable,
            _ => TransferReasons.DnsFailed,
        };
        _signs.Missed(reason);
        attempts.Begin(Trunk, $"{Trunk.Host}:{Trunk.EffectivePort}", TransferMethod.Bridge, route.DialledUser);
        attempts.End(TransferState.Failed, reason.Slug, null);
        return reason;
    }

    /// <summary>Sends the INVITE of the attempt that is due. Null when no audio port is free: nothing was sent.</summary>
    public ICallLeg? Dial()
    {
        attempts.Begin(Trunk, Target.ToString(), TransferMethod.Bridge, route.DialledUser);
        var call = host.Call;
        var leg = host.Dial(new DialPlan(Trunk, Target, route.DialledUser, host.ShownNumber, host.ShownName, call.Number)
        {
            CallerId = _callerId,
            IsPlain = _plain,
            Headers = HeaderTemplate.Fill(Trunk.Headers, call, step.Summary),
        });
        if (leg is not null)
            _slot?.Leg.Begin();
        return leg;
    }

    /// <summary>The peer rang or answered.</summary>
    public void Alive(int status)
    {
        if (status is >= 200 and < 300)
            _slot?.Leg.Answered();
        _signs.Alive(Target, status);
    }

    /// <summary>The destination was not reached over this trunk, and nobody called it off.</summary>
    public void Failed(TransferReason reason)
    {
        if (reason != TransferReasons.Cancelled && reason != TransferReasons.Shutdown)
            _slot?.Leg.Failed();
    }

    /// <summary>Takes down a refused attempt. True when this trunk offers another one, which <see cref="Dial"/> makes.</summary>
    public bool GoesOnAfter(LegEnd end, TransferReason reason)
    {
        attempts.End(TransferState.Failed, reason.Slug, end.SipCode);
        var nextTarget = TransferReasons.TriesNextTarget(reason) && _at + 1 < _targets!.Count;
        _signs.Refused(Target, end, reason, !nextTarget);
        if (nextTarget)
            _at++;
        else if (reason == TransferReasons.Forbidden && MayShowTrunkNumber)
            _callerId = CallerIdPolicy.Number;
        else if (reason == TransferReasons.NoCommonCodec && Trunk.Srtp == TrunkSrtp.Optional && !_plain)
            _plain = true;
        else
            return false;
        return true;
    }

    public void Dispose() => _slot?.Dispose();

    // Many providers refuse a caller ID that is not the account's own. One more try shows the trunk's number instead of the caller's.
    private bool MayShowTrunkNumber =>
        _callerId == CallerIdPolicy.Caller && (Trunk.CallerIdNumber ?? host.Call.Number) is { } own && own != host.ShownNumber;
}
