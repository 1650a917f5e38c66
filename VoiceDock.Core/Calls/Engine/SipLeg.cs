using System.Net;
using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>
/// One leg: a SIP session and its audio, seen as <see cref="ICallLeg"/>. Callbacks come from SIP and media threads; they arm the audio, and hand
/// everything else to the call's actor.
/// </summary>
internal sealed class SipLeg : ICallLeg, ISipSessionHandler, IMediaLegEvents
{
    private readonly EngineParts _parts;
    private readonly Trunk? _trunk;
    private readonly LegMemory? _memory;
    private readonly QualityMeter _meter = new();
    private LegMedia _media = null!;
    private SipSession _session = null!;
    private Action<LegEvent> _events = _ => { };
    private LegQuality? _last;
    private string? _early;
    private bool _held;
    private volatile bool _isAnswered;
    private int _ended;

    private SipLeg(EngineParts parts, Trunk? trunk, string target, LegMemory? memory = null) =>
        (_parts, _trunk, Target, _memory) = (parts, trunk, target, memory);

    public string Target { get; }

    public string SipCallId { get; private set; } = "";

    public bool? TakesRefer => _session.PeerMethods?.Contains(SipMethods.Refer);

    /// <summary>Of an inbound leg: how many machines a leg placed on its behalf may pass.</summary>
    public int HopsLeft => CallLoops.HopsAfter(_session.InviteRequest);

    public MediaLeg Media => _media.Leg;

    /// <summary>Name of the codec in use, null before one was agreed.</summary>
    public string? Codec => _media.Agreed?.Codec;

    /// <summary>In conversation, and the far end does not want to hear us, or not be heard. Before the answer it only says little.</summary>
    public bool IsOnHold => _isAnswered && _media.OnHold;

    /// <summary>The leg of an inbound INVITE, not yet rung.</summary>
    /// <exception cref="MediaCapacityException">No audio port is free.</exception>
    public static SipLeg Inbound(EngineParts parts, SipSession session, MediaCall call, Trunk? trunk, LegMemory memory)
    {
        var leg = new SipLeg(parts, trunk, session.Remote.EndPoint.ToString(), memory) { _session = session, SipCallId = session.CallId };
        leg._media = parts.OpenMedia(call, leg, session.Remote.Address, CodecOrder(trunk, null), LegSrtp.Inbound(trunk, session.Remote.Transport == SipTransportKind.Tls));
        if (trunk is not null)
            session.Authenticate(parts.Digest(trunk));
        return leg;
    }

    /// <summary>Sends the INVITE at once.</summary>
    /// <param name="preferred">The codec the caller's leg uses: offered first, so that nothing needs transcoding.</param>
    public static SipLeg Dial(
        EngineParts parts, DialPlan plan, MediaCall call, string? preferred, Action<LegEvent> events, Action<string> claim, LegMemory? memory = null)
    {
        var leg = new SipLeg(parts, plan.Trunk, plan.Target.ToString(), memory) { _events = events };
        var invite = leg.Prepare(plan, call, preferred, claim);
        leg._session = parts.Agent.Invite(invite, leg);
        return leg;
    }

    /// <summary>The INVITE that <see cref="Dial"/> would send to the same plan, masked, and over what. Its port is free again when <paramref name="call"/> is closed.</summary>
    /// <exception cref="MediaCapacityException">No audio port is free.</exception>
    public static (string Text, SipTarget Target) Rehearse(EngineParts parts, DialPlan plan, MediaCall call, string? preferred) =>
        parts.Agent.Rehearse(new SipLeg(parts, plan.Trunk, plan.Target.ToString()).Prepare(plan, call, preferred, _ => { }));

    /// <summary>Inbound: from now on events go to the call.</summary>
    public void Listen(Action<LegEvent> events)
    {
        _events = events;
        _session.Handler = this;
    }

    public void Ring() => _session.Ring();

    public void Answer()
    {
        if (_session.RemoteSdp is not { Length: > 0 } offer)
        {
            // The caller sent no offer: ours goes into the 200 and the answer comes with the ACK (RFC 3261 13.2.1).
            _session.Answer(_media.Offer());
            _memory?.Keep(_session);
            return;
        }
        var (sdp, problem) = _media.Answer(offer);
        if (sdp is null)
        {
            End(new LegEnd(LegEndKind.NoCommonCodec, 488, Detail: problem));
            _session.Reject(488);
            return;
        }
        _media.Arm(_session.Remote.Address, _trunk, _parts.Peers);
        _session.Answer(sdp);
        _memory?.Keep(_session);
    }

    public void HangUp() => _session.HangUp();

    public void Hold() => _session.InOrder(() => SetHold(true));

    public void Resume() => _session.InOrder(() => SetHold(false));

    public void Refer(ReferPlan plan)
    {
        if (Volatile.Read(ref _ended) == 0 && !_session.Refer(LegRefers.To(plan), LegRefers.By(_session)))
            _events(new LegReferred(this, ReferStage.Refused, null, "not possible now"));
    }

    public void Play(ReadOnlyMemory<short> samples, Action? finished) => _media.Leg.SetSource(new ClipPlayer(AudioClip.FromSamples(samples), finished));

    public void StopPlaying() => _media.Leg.SetSource(null);

    public void SendDigit(char key) => _media.Leg.SendDigit(key);

    public LegQuality ReadQuality()
    {
        if (Volatile.Read(ref _ended) == 1 && _last is not null)
            return _last;
        var stats = _media.Leg.ReadStats();
        return _last = QualitySample.Of(stats, isOneWay: stats.IsOneWay && !_media.OnHold);
    }

    public QualityPoint SampleQuality() => _meter.Read(_media.Leg.ReadStats());

    public void OnProvisional(SipSession session, SipResponse response)
    {
        if (response.StatusCode is >= 180 and < 200)
            _events(new LegRinging(this, ArmEarly(session, response)));
    }

    public void OnAnswered(SipSession session, SipResponse response)
    {
        var problem = _media.Read(session.RemoteSdp);
        if (problem is null && _media.Agreed is { } audio && !_parts.AllowsMedia(audio.Remote, _trunk))
            problem = "its audio address is not allowed";
        if (problem is not null)
        {
            End(new LegEnd(LegEndKind.NoCommonCodec, 488, Detail: problem));
            session.AckAndBye("SIP;cause=488;text=\"Not Acceptable Here\"");
            return;
        }
        _media.Arm(session.Remote.Address, _trunk, _parts.Peers);
        _isAnswered = true;
        session.Ack();
        _events(new LegAnswered(this));
        _memory?.Keep(session);
    }

    public void OnConfirmed(SipSession session)
    {
        if (_media.Agreed is null)
        {
            if (_media.Read(session.RemoteSdp) is not null)
            {
                End(new LegEnd(LegEndKind.NoCommonCodec, 488));
                session.HangUp("SIP;cause=488;text=\"Not Acceptable Here\"");
                return;
            }
            _media.Arm(session.Remote.Address, _trunk, _parts.Peers);
        }
        _isAnswered = true;
        _events(new LegConfirmed(this));
    }

    public void OnReinvite(SipSession session, SipReinvite offer)
    {
        if (offer.Sdp is not { Length: > 0 } sdp)
        {
            offer.Accept(_media.Offer());
            return;
        }
        var before = _media.Agreed;
        var held = IsOnHold;
        var (answer, _) = _media.Answer(sdp);
        if (answer is null || !_parts.AllowsMedia(_media.Agreed!.Remote, _trunk))
        {
            _media.Restore(before);
            offer.Reject(488);
            return;
        }
        _media.Arm(session.Remote.Address, _trunk, _parts.Peers);
        offer.Accept(answer);
        _memory?.Keep(session);
        TellHold(held);
    }

    public void OnRefreshed(SipSession session)
    {
        TakeAnswer(session.RemoteSdp);
        _memory?.Keep(session);
    }

    public void OnReferred(SipSession session, SipReferState state) =>
        _events(new LegReferred(this, LegRefers.Stage(state), state.StatusCode, state.ReasonPhrase));

    public void OnInfo(SipSession session, SipRequest info)
    {
        if (InfoDigit.Read(info) is not { } key)
            return;
        _media.Leg.RelayDigit(key);
        _events(new LegDigit(this, key));
    }

    public void OnEnded(SipSession session, SipEnd end) =>
        End(LegEnds.From(end, _trunk is null ? CredentialState.None : _parts.Credentials.StateOf(_trunk.Id)));

    void IMediaLegEvents.OnFirstPacket(MediaLeg leg) => _events(new LegFirstAudio(this));

    void IMediaLegEvents.OnFirstSent(MediaLeg leg) => _events(new LegFirstSent(this));

    void IMediaLegEvents.OnDigit(MediaLeg leg, char key) => _events(new LegDigit(this, key));

    void IMediaLegEvents.OnSilent(MediaLeg leg, TimeSpan age)
    {
        if (!_media.OnHold)
            _events(new LegSilent(this, age));
    }

    void IMediaLegEvents.OnAudible(MediaLeg leg) => _events(new LegAudible(this));

    private OutboundInvite Prepare(DialPlan plan, MediaCall call, string? preferred, Action<string> claim)
    {
        _media = _parts.OpenMedia(call, this, plan.Target.Address, CodecOrder(plan.Trunk, preferred), LegSrtp.Outbound(plan.Trunk, plan.IsPlain));
        SipCallId = Guid.NewGuid().ToString("N");
        claim(SipCallId);
        return OutboundCalls.Invite(_parts, plan, _media.Offer(), SipCallId);
    }

    // A description before the answer (RFC 3261 13.2.1) is early media. We send silence towards it: a far side behind a NAT, or one that waits
    // for our first packet, sends nothing before.
    private bool ArmEarly(SipSession session, SipResponse response)
    {
        if (_trunk is not { EarlyMedia: true } || SdpBody.Of(response) is not { } sdp)
            return _early is not null;
        if (sdp == _early)
            return true;
        if (_media.Read(sdp) is not null || !_parts.AllowsMedia(_media.Agreed!.Remote, _trunk))
            return false;
        _early = sdp;
        _media.Arm(session.Remote.Address, _trunk, _parts.Peers);
        _media.Leg.SetSource(new SilenceSource());
        return true;
    }

    // In order with the events of the session, which change the audio too.
    private void SetHold(bool hold)
    {
        if (Volatile.Read(ref _ended) == 1)
            return;
        var before = _media.Holding;
        _media.Holding = hold;
        var sent = _session.Reinvite(_media.Offer(), outcome =>
        {
            if (outcome.Accepted && TakeAnswer(outcome.Sdp))
                _held = hold;
            else
                _media.Holding = before;
            _events(new LegHoldSettled(this, _held, outcome.Accepted ? null : outcome.StatusCode));
        });
        if (sent)
            return;
        _media.Holding = before;
        _events(new LegHoldSettled(this, _held, 491));
    }

    // The answer to an offer of ours while the call is up; one that cannot be used leaves the audio as it is.
    private bool TakeAnswer(string? sdp)
    {
        var (before, held) = (_media.Agreed, IsOnHold);
        if (_media.Read(sdp) is null && _parts.AllowsMedia(_media.Agreed!.Remote, _trunk))
        {
            _media.Arm(_session.Remote.Address, _trunk, _parts.Peers);
            TellHold(held);
            return true;
        }
        _media.Restore(before);
        return false;
    }

    private void TellHold(bool before)
    {
        if (IsOnHold != before)
            _events(new LegHold(this));
    }

    private void End(LegEnd end)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
            return;
        _last = QualitySample.Of(_media.Leg.ReadStats(), isOneWay: false);
        _media.Leg.Dispose();
        _memory?.Forget();
        _events(new LegEnded(this, end));
    }

    private static IReadOnlyList<string> CodecOrder(Trunk? trunk, string? preferred)
    {
        IReadOnlyList<string> order = trunk is { Codecs.Count: > 0 } ? trunk.Codecs : ["PCMA", "PCMU"];
        return preferred is not null && order.Contains(preferred) ? [preferred, .. order.Where(c => c != preferred)] : order;
    }
}
