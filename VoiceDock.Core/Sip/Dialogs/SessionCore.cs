using System.Net;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What both roles of a session share: its strand, its state, how it ends and when its last trace is freed. Used on the strand.</summary>
internal sealed class SessionCore
{
    private readonly IPAddress _peer;
    private IPAddress? _hop;
    private int _attached;
    private bool _released;

    public SessionCore(AgentCore agent, string callId, string localTag, SipTarget peer, IDigestCredentials? credentials)
    {
        (Agent, CallId, LocalTag, Remote, _peer) = (agent, callId, localTag, peer, peer.Address);
        Strand = new Strand(agent.Logger);
        Auth = new ChallengeAnswers(credentials, peer);
        Session = new SipSession(this);
        Incoming = new DialogIncoming(this);
        Timer = new SessionTimer(this);
    }

    public AgentCore Agent { get; }

    public SipSession Session { get; }

    public Strand Strand { get; }

    public string CallId { get; }

    public string LocalTag { get; }

    public SipTarget Remote { get; }

    public ChallengeAnswers Auth { get; set; }

    /// <summary>Requests of the other side inside the dialog.</summary>
    public DialogIncoming Incoming { get; }

    /// <summary>The role that began the session.</summary>
    public IInviteRole Role { get; set; } = null!;

    /// <summary>The session timer, agreed or not.</summary>
    public SessionTimer Timer { get; }

    /// <summary>Our re-INVITE or UPDATE under way.</summary>
    public ReinviteClient? Reinviting { get; private set; }

    /// <summary>Our REFER that is not settled.</summary>
    public ReferClient? Referral { get; set; }

    /// <summary>The description we sent last that holds.</summary>
    public string? LocalSdp { get; set; }

    /// <summary>How often our ACK was asked for again by another 2xx.</summary>
    public volatile int RepeatedAnswers;

    /// <summary>The methods of the other side's last Allow header; null before one came.</summary>
    public volatile IReadOnlyCollection<string>? PeerMethods;

    /// <summary>The other side's last Allow header lists UPDATE, and it has not refused one.</summary>
    public bool PeerTakesUpdate { get; set; }

    /// <summary>Null until a response above 100 made one (outbound).</summary>
    public Dialog? Dialog { get; private set; }

    public volatile SipSessionState State;

    public volatile string? RemoteSdp;

    public bool IsEnded => State == SipSessionState.Ended;

    /// <summary>Makes it findable; from here on it is freed by <see cref="End"/> and the end of its transactions only.</summary>
    public void Register()
    {
        Agent.Transport.Expected.Add(_peer);
        Agent.Dialogs.Add(this);
    }

    /// <summary>Undoes <see cref="Register"/> when the session could not begin.</summary>
    public void Forget()
    {
        State = SipSessionState.Ended;
        ReleaseWhenIdle();
    }

    /// <summary>The dialog of the latest provisional or first final answer; another answer of the same phone continues it.</summary>
    public void Adopt(Dialog dialog)
    {
        Dialog = dialog;
        ExpectHop();
    }

    /// <summary>The other side may have moved.</summary>
    public void Refresh(SipMessage message)
    {
        Dialog!.Refresh(message);
        ExpectHop();
    }

    /// <summary>The session's dialog with this other tag, or another fork's.</summary>
    public Dialog? Find(string? remoteTag) =>
        Dialog is { } own && own.RemoteTag == remoteTag ? own : remoteTag is null ? null : Role.OtherDialog(remoteTag);

    /// <summary>What a message of the other side says about what it can do (RFC 3261 20.5).</summary>
    public void Learn(SipMessage message)
    {
        if (!message.Headers.Has("Allow")) return;
        var methods = message.Values("Allow").ToArray();
        (PeerMethods, PeerTakesUpdate) = (methods, methods.Contains(SipMethods.Update, StringComparer.Ordinal));
    }

    /// <summary>Sends a re-INVITE or UPDATE of ours, after the one that may be under way (14.1: one at a time).</summary>
    public void Begin(ReinviteClient reinvite)
    {
        if (Reinviting is not null)
        {
            Reinviting.Next = reinvite;
            return;
        }

        Reinviting = reinvite;
        reinvite.Start();
    }

    /// <summary>It is settled; the next may begin.</summary>
    public void Finished(ReinviteClient reinvite)
    {
        if (Reinviting != reinvite) return;
        Reinviting = null;
        if (reinvite.Next is not { } next) return;
        if (IsEnded) next.OnSessionEnded();
        else Begin(next);
    }

    /// <summary>Tells the session's owner, outside the lock.</summary>
    public void Tell(Action<ISipSessionHandler> what) => Strand.Post(() =>
    {
        if (Session.Handler is { } handler) what(handler);
    });

    /// <summary>True for who may speak in this dialog. Over TLS nobody may without it: an address is easily forged.</summary>
    public bool AcceptsFrom(SipTarget source) => (Remote.Transport != SipTransportKind.Tls || source.Transport == SipTransportKind.Tls)
        && (source.Address.Equals(_peer) || source.Address.Equals(_hop) || (Session.AcceptsFrom?.Invoke(source.Address) ?? false));

    public SipTarget NextHop() => Dialog!.NextHop(Agent.Options.AllowsTarget);

    public void Send(SipMessage message, SipTarget target) => Send(SipSerializer.Serialize(message), target, retransmission: false);

    public void Send(byte[] message, SipTarget target, bool retransmission) =>
        Agent.Transactions.Transmit(message, target, retransmission, Strand);

    /// <summary>Opens a client transaction that keeps the session alive until <see cref="Detach"/>; the caller starts it.</summary>
    public ClientTransaction Open(SipRequest request, SipTarget target, IClientTransactionUser user)
    {
        var transaction = Agent.Transactions.Open(request, target, Strand, user);
        _attached++;
        return transaction;
    }

    /// <summary>Opens a server transaction that keeps the session alive until <see cref="Detach"/>.</summary>
    public ServerTransaction Accept(SipRequest request, SipTarget source, IServerTransactionUser user)
    {
        var transaction = Agent.Transactions.Accept(request, ResponseRoute.For(request, source), source, Strand, user);
        _attached++;
        return transaction;
    }

    /// <summary>Keeps the session findable until <see cref="Detach"/>.</summary>
    public void Attach() => _attached++;

    /// <summary>A transaction of ours is gone.</summary>
    public void Detach()
    {
        _attached--;
        ReleaseWhenIdle();
    }

    /// <summary>Ends the session once; what is under way is settled by the roles.</summary>
    public void End(SipEnd end)
    {
        if (IsEnded) return;
        State = SipSessionState.Ended;
        Timer.Stop();
        Role.OnSessionEnded();
        Incoming.OnSessionEnded();
        Reinviting?.OnSessionEnded();
        if (Referral is { } referral) referral.OnSessionEnded(end, () => TellEnd(end));
        else TellEnd(end);
        ReleaseWhenIdle();
    }

    // The last word to the owner, who is then let go: transactions hold the session for half a minute yet, and would hold the whole call with its audio.
    private void TellEnd(SipEnd end) => Strand.Post(() =>
    {
        var handler = Session.Handler;
        Session.Handler = null;
        handler?.OnEnded(Session, end);
        RemoteSdp = null;
        Role.Request.ForgetTyped();
    });

    /// <summary>15.1.1: the session is over as soon as the BYE is handed on; the BYE's own answer changes nothing.</summary>
    public void Bye(string? reason)
    {
        if (Dialog is not { } dialog) return;
        var target = NextHop();
        var bye = dialog.CreateRequest(Agent.Messages, SipMethods.Bye, target);
        if (reason is not null) bye.Headers.Add("Reason", reason);
        new DialogRequest(this, dialog, target).Send(bye);
    }

    private void ReleaseWhenIdle()
    {
        if (!IsEnded || _attached > 0 || _released) return;
        _released = true;
        Agent.Dialogs.Remove(this);
        Agent.Transport.Expected.Release(_peer);
        if (_hop is not null) Agent.Transport.Expected.Release(_hop);
    }

    // Its requests may come from where ours go, also when that is not where the INVITE went (a proxy that does not record its route).
    private void ExpectHop()
    {
        var hop = NextHop().Address;
        if (hop.Equals(_hop)) return;
        if (_hop is not null) Agent.Transport.Expected.Release(_hop);
        Agent.Transport.Expected.Add(_hop = hop);
    }
}
