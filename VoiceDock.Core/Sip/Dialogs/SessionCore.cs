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
    }

    public AgentCore Agent { get; }

    public SipSession Session { get; }

    public Strand Strand { get; }

    public string CallId { get; }

    public string LocalTag { get; }

    public SipTarget Remote { get; }

    public ChallengeAnswers Auth { get; }

    /// <summary>Requests of the other side inside the dialog.</summary>
    public DialogIncoming Incoming { get; }

    /// <summary>The role that began the session.</summary>
    public IInviteRole Role { get; set; } = null!;

    /// <summary>Our re-INVITE under way.</summary>
    public ReinviteClient? Reinviting { get; set; }

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
        if (Dialog is { } early && early.RemoteTag == dialog.RemoteTag) dialog.RemoteSequence = early.RemoteSequence;
        Dialog = dialog;
        ExpectHop();
    }

    /// <summary>The other side may have moved.</summary>
    public void Refresh(SipMessage message)
    {
        Dialog!.Refresh(message);
        ExpectHop();
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
        Role.OnSessionEnded();
        Incoming.OnSessionEnded();
        Reinviting?.OnSessionEnded();
        Tell(handler => handler.OnEnded(Session, end));
        ReleaseWhenIdle();
    }

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
