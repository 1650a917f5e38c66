using System.Net;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>One INVITE dialog, either role. All members are thread-safe; verbs that come too late do nothing.</summary>
public sealed class SipSession
{
    private readonly SessionCore _core;

    internal SipSession(SessionCore core) => _core = core;

    /// <summary>True when the other side sent the INVITE.</summary>
    public bool IsInbound => _core.Role is InviteServer;

    /// <summary>The dialog's Call-ID.</summary>
    public string CallId => _core.CallId;

    /// <summary>The INVITE, as received or as last sent.</summary>
    public SipRequest InviteRequest => _core.Role.Request;

    /// <summary>The latest session description of the other side; null before one came.</summary>
    public string? RemoteSdp => _core.RemoteSdp;

    /// <summary>The other side's signalling address.</summary>
    public SipTarget Remote => _core.Remote;

    /// <summary>The methods the other side said it takes (Allow, RFC 3261 20.5); null when it said nothing.</summary>
    public IReadOnlyCollection<string>? PeerMethods => _core.PeerMethods;

    /// <summary>Outbound: how often the 2xx came again after our ACK (RFC 3261 13.2.2.4). More than once says that our ACKs do not arrive.</summary>
    public int RepeatedAnswers => _core.RepeatedAnswers;

    /// <summary>Where the session stands now.</summary>
    public SipSessionState State => _core.State;

    /// <summary>What ends the dialog when this process is gone; null while it is not answered, and once it is over.</summary>
    public SipDialogState? Dialog => _core.Strand.Run(() =>
        _core is { State: SipSessionState.Answered or SipSessionState.Confirmed, Dialog: { } dialog } ? dialog.Write(_core.Auth.HasCredentials) : null);

    /// <summary>Gets the events. Inbound: set it in <see cref="ISipAgentHandler.OnInvite"/>.</summary>
    public ISipSessionHandler? Handler { get; set; }

    /// <summary>Other addresses of the same trunk that may send requests inside the dialog (a quick look-up in memory);
    /// null: only <see cref="Remote"/>'s.</summary>
    public Func<IPAddress, bool>? AcceptsFrom { get; set; }

    /// <summary>Inbound: sends 180.</summary>
    public void Ring() => AsServer(server => server.Progress(180, null));

    /// <summary>Inbound: sends 183 with a description (early media).</summary>
    public void Progress(string sdp) => AsServer(server => server.Progress(183, sdp));

    /// <summary>Inbound: sends 200 and repeats it until the ACK; none in 64*T1 ends the session as <see cref="SipEndKind.AckTimeout"/>.</summary>
    public void Answer(string sdp) => AsServer(server => server.Answer(sdp));

    /// <summary>Inbound: sends a final response of 300 or above and ends the session.</summary>
    /// <exception cref="ArgumentException">The status is below 300, or a header holds a control character.</exception>
    public void Reject(int status, string? reason = null, params (string Name, string Value)[] headers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        AsServer(server => server.Reject(status, reason, headers));
    }

    /// <summary>Outbound: acknowledges the 2xx of <see cref="ISipSessionHandler.OnAnswered"/>.</summary>
    public void Ack() => _core.Strand.Run(() => (_core.Role as InviteClient)?.Ack());

    /// <summary>Outbound: acknowledges the 2xx and ends the call at once.</summary>
    /// <param name="reason">Value of the BYE's Reason header, such as <c>SIP;cause=488;text="Not Acceptable Here"</c>.</param>
    public void AckAndBye(string? reason = null) => HangUp(reason);

    /// <summary>
    /// Ends the session in any state: CANCEL (held back until a provisional response, RFC 3261 9.1), BYE (held back until the ACK to our own
    /// 2xx), or 480 to an unanswered inbound call. Idempotent; <see cref="ISipSessionHandler.OnEnded"/> follows at once, crossing messages
    /// are settled by the stack.
    /// </summary>
    /// <param name="reasonHeader">Value of the Reason header of the CANCEL, BYE or 480 (RFC 3326).</param>
    public void HangUp(string? reasonHeader = null) => _core.Strand.Run(() => _core.Role.HangUp(reasonHeader));

    /// <summary>
    /// Sends a re-INVITE with this offer; a 491 is retried after the time of RFC 3261 14.1. Only one at a time, and only while confirmed: else the
    /// outcome is 491 at once. Cancelling stops the waiting, not the re-INVITE.
    /// </summary>
    public Task<SipReinviteOutcome> ReinviteAsync(string sdp, CancellationToken cancellation) => _core.Strand.Run(() =>
    {
        if (!MayReinvite)
            return Task.FromResult(new SipReinviteOutcome(false, 491, null));
        var reinvite = new ReinviteClient(_core, SipMethods.Invite, sdp);
        _core.Begin(reinvite);
        return reinvite.Outcome;
    }).WaitAsync(cancellation);

    /// <summary>The same; <paramref name="settled"/> is called in order with the handler's calls. False when it is not allowed now, and nothing is sent.</summary>
    public bool Reinvite(string sdp, Action<SipReinviteOutcome> settled) => _core.Strand.Run(() =>
    {
        if (!MayReinvite) return false;
        var reinvite = new ReinviteClient(_core, SipMethods.Invite, sdp);
        reinvite.Settled += outcome => _core.Strand.Post(() => settled(outcome));
        _core.Begin(reinvite);
        return true;
    });

    /// <summary>Runs something in order with the handler's calls, never at the same time as one of them.</summary>
    public void InOrder(Action what) => _core.Strand.Run(() => _core.Strand.Post(what));

    /// <summary>Inbound: what challenges to our requests in this dialog are answered with, where they come from the caller's own address.</summary>
    public void Authenticate(IDigestCredentials? credentials) =>
        _core.Strand.Run(() => _core.Auth = new ChallengeAnswers(credentials, _core.Remote));

    /// <summary>
    /// Sends an UPDATE (RFC 3311), also before the answer, with an offer or to refresh the target only. 491 at once where it is not allowed: no dialog
    /// yet, another offer under way, or the other side does not take UPDATE.
    /// </summary>
    public Task<SipReinviteOutcome> UpdateAsync(string? sdp, CancellationToken cancellation) => _core.Strand.Run(() =>
    {
        var allowed = _core.State == SipSessionState.Confirmed || (_core.State == SipSessionState.Early && (sdp is null || _core.Role.IsNegotiated));
        if (!allowed || !_core.PeerTakesUpdate || _core.Reinviting is not null)
            return Task.FromResult(new SipReinviteOutcome(false, 491, null));
        var update = new ReinviteClient(_core, SipMethods.Update, sdp);
        _core.Begin(update);
        return update.Outcome;
    }).WaitAsync(cancellation);

    /// <summary>
    /// Asks the other side to call somebody else (RFC 3515); what becomes of it arrives as <see cref="ISipSessionHandler.OnReferred"/>. The session
    /// goes on whatever comes. One at a time and only while confirmed: false otherwise, and nothing is sent.
    /// </summary>
    /// <param name="referTo">Whom to call.</param>
    /// <param name="referredBy">Who asks (RFC 3892); null leaves the header out.</param>
    public bool Refer(NameAddr referTo, NameAddr? referredBy = null) => _core.Strand.Run(() =>
    {
        if (_core.State != SipSessionState.Confirmed || _core.Referral is not null) return false;
        new ReferClient(_core, referTo, referredBy).Start();
        return true;
    });

    /// <inheritdoc/>
    public override string ToString() => $"{(IsInbound ? "Inbound" : "Outbound")} {CallId} {State}";

    // One at a time; a refresh of the stack's own is waited for.
    private bool MayReinvite => _core.State == SipSessionState.Confirmed && _core.Reinviting is not ({ IsOwners: true } or { Next: not null });

    private void AsServer(Action<InviteServer> verb) => _core.Strand.Run(() =>
    {
        if (_core.Role is InviteServer server) verb(server);
    });
}
