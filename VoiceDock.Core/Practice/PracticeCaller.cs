using System.Net;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>One outside caller with a real call: hums softly, hears what comes, presses keys when told to.</summary>
public sealed class PracticeCaller : ISipSessionHandler, IMediaLegEvents
{
    // Short hums with pauses, so that the other side has something to hear and to measure.
    private static readonly AudioClip Hum = AudioClip.Tones(([350.0], 500, 500));

    private readonly PracticeMedia _media;
    private readonly TaskCompletionSource<SipEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPAddress _own;
    private SipSession? _session;

    internal PracticeCaller(MediaEngine engine, IPAddress own, PracticeSound sound, string number)
    {
        Number = number;
        _own = own;
        _media = new PracticeMedia(engine, sound, this);
    }

    /// <summary>The caller's own number.</summary>
    public string Number { get; }

    /// <summary>Completes when the console has answered.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Completes when the call is over, with how it ended.</summary>
    public Task<SipEnd> Over => _over.Task;

    public MediaLegStats Audio => _media.Leg.ReadStats();

    /// <summary>Gets what the caller hears; for tests.</summary>
    public void Listen(IFrameListener listener) => _media.Leg.SetListener(listener);

    /// <summary>What the caller says instead of humming; for tests.</summary>
    public void Say(IFrameSource source) => _media.Leg.SetSource(source);

    /// <summary>Instead of humming it hears the other side out and then says this; set before it dials.</summary>
    internal AudioClip? Sentence { get; init; }

    public void Press(char key) => _media.Leg.SendDigit(key);

    public void HangUp() => _session?.HangUp();

    internal void Dial(SipAgent agent, IPEndPoint console, string number, string name)
    {
        var host = console.Address.ToString();
        var to = new SipUri { Scheme = "sip", User = number, Host = host, Port = console.Port };
        var invite = new OutboundInvite
        {
            RequestUri = to,
            From = new NameAddr { DisplayName = name, Uri = new SipUri { Scheme = "sip", User = Number, Host = _own.ToString() } },
            To = new NameAddr { Uri = to with { Port = null } },
            Target = console,
            Sdp = _media.Offer(),
        };
        _session = agent.Invite(invite, this);
    }

    void ISipSessionHandler.OnAnswered(SipSession session, SipResponse response)
    {
        if (!_media.Read(session.RemoteSdp))
        {
            session.AckAndBye();
            return;
        }
        if (Sentence is { } sentence)
            Converse(new PoliteTalk(sentence));
        else
            _media.Leg.SetSource(new ClipPlayer(Hum, loop: true));
        session.Ack();
        _answered.TrySetResult();
    }

    private void Converse(PoliteTalk talk)
    {
        _media.Leg.SetSource(talk);
        _media.Leg.SetListener(talk);
    }

    void ISipSessionHandler.OnReinvite(SipSession session, SipReinvite offer)
    {
        var answer = offer.Sdp is { } sdp ? _media.Answer(sdp) : _media.Offer();
        if (answer is null)
            offer.Reject(488);
        else
            offer.Accept(answer);
    }

    void ISipSessionHandler.OnEnded(SipSession session, SipEnd end)
    {
        _media.Dispose();
        _over.TrySetResult(end);
        _answered.TrySetCanceled();
    }

    void ISipSessionHandler.OnProvisional(SipSession session, SipResponse response)
    {
    }

    void ISipSessionHandler.OnConfirmed(SipSession session)
    {
    }

    void ISipSessionHandler.OnInfo(SipSession session, SipRequest info)
    {
    }

    void IMediaLegEvents.OnFirstPacket(MediaLeg leg)
    {
    }

    void IMediaLegEvents.OnDigit(MediaLeg leg, char key)
    {
    }

    void IMediaLegEvents.OnSilent(MediaLeg leg, TimeSpan age)
    {
    }

    void IMediaLegEvents.OnAudible(MediaLeg leg)
    {
    }
}
