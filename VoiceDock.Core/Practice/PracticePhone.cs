using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>One call at one extension of the practice PBX: rings, answers, plays two tones, echoes.</summary>
internal sealed class PracticePhone(
    PracticeExtension extension, PracticeOptions options, PracticeSound sound, MediaEngine engine, PracticeCalls calls, TimeProvider time, Action<PracticeAnswered> answered)
    : ISipSessionHandler, IMediaLegEvents
{
    private static readonly AudioClip Greeting = AudioClip.Tones(([523.0], 600, 100), ([659.0], 600, 200));

    private readonly Lock _gate = new();
    private PracticeMedia? _media;
    private SipSession? _session;
    private ITimer? _timer;
    private bool _over;

    public void Take(SipSession session)
    {
        _session = session;
        session.Handler = this;
        session.Ring();
        if (extension.Behaviour != PracticeBehaviour.RingForEver)
            After(options.RingFor, Answer);
    }

    public void OnConfirmed(SipSession session)
    {
        if (extension.Behaviour == PracticeBehaviour.AnswerAndDrop)
            After(options.DropAfter, () => session.HangUp());
        if (extension.Behaviour == PracticeBehaviour.AnswerAndAccept)
            After(options.AcceptAfter, Accept);
    }

    public void OnReinvite(SipSession session, SipReinvite offer)
    {
        var answer = offer.Sdp is { } sdp ? _media?.Answer(sdp) : _media?.Offer();
        if (answer is null)
            offer.Reject(488);
        else
            offer.Accept(answer);
    }

    public void OnEnded(SipSession session, SipEnd end)
    {
        lock (_gate)
        {
            _over = true;
            calls.Ended(session.CallId);
            _timer?.Dispose();
            _media?.Dispose();
        }
    }

    public void OnProvisional(SipSession session, SipResponse response)
    {
    }

    public void OnAnswered(SipSession session, SipResponse response)
    {
    }

    public void OnInfo(SipSession session, SipRequest info)
    {
    }

    public void OnFirstPacket(MediaLeg leg)
    {
    }

    public void OnDigit(MediaLeg leg, char key)
    {
    }

    public void OnSilent(MediaLeg leg, TimeSpan age)
    {
    }

    public void OnAudible(MediaLeg leg)
    {
    }

    private void Answer()
    {
        lock (_gate)
        {
            if (_over || _session?.RemoteSdp is not { } offer)
                return;
            _media = new PracticeMedia(engine, sound, this);
            if (_media.Answer(offer) is not { } sdp)
            {
                _session.Reject(488);
                return;
            }
            if (extension.Behaviour != PracticeBehaviour.AnswerAndAccept)
                _media.Greet(Greeting);
            calls.Answering(_session.CallId);
            _session.Answer(sdp);
        }
        answered(new PracticeAnswered(extension, CallerOf(_session.InviteRequest)));
    }

    private void Accept()
    {
        lock (_gate)
        {
            if (_over)
                return;
            _media?.Leg.SendDigit('1');
            _media?.Greet(Greeting);
        }
    }

    private void After(TimeSpan delay, Action action)
    {
        lock (_gate)
        {
            _timer?.Dispose();
            if (!_over)
                _timer = time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private static string? CallerOf(SipRequest invite) =>
        invite.Headers["P-Asserted-Identity"] is { } text && NameAddr.TryParse(text, out var identity) ? identity.Uri.User : invite.From.Uri.User;
}
