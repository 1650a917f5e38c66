using System.Net;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Tests.Media;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>An owner who works with whatever comes: reads descriptions, answers some calls with a media leg of their own, rejects others, and lets go
/// of each as soon as it can.</summary>
internal sealed class HostileOwner(MediaEngine engine) : ISipSessionHandler
{
    private readonly AudioCapabilities _mine = new(IPAddress.Loopback, 40_000, ["PCMU", "PCMA"]);
    private int _calls;

    /// <summary>Calls taken or placed.</summary>
    public int Calls => _calls;

    public void Take(SipSession session)
    {
        session.Handler = this;
        switch (Interlocked.Increment(ref _calls) % 4)
        {
            case 0:
                session.Reject(486, null, ("Retry-After", "1"));
                break;
            case 1:
                session.Ring();
                session.HangUp("Q.850;cause=16");
                break;
            default:
                AnswerOrRefuse(session);
                break;
        }
    }

    public void OnProvisional(SipSession session, SipResponse response)
    {
        if (session.RemoteSdp is { } sdp) _ = SdpOffers.ReadAnswer(sdp, _mine);
        session.HangUp();
    }

    public void OnAnswered(SipSession session, SipResponse response)
    {
        Interlocked.Increment(ref _calls);
        if (SdpOffers.ReadAnswer(session.RemoteSdp ?? "", _mine).Audio is not null) session.Ack();
        session.HangUp();
    }

    public void OnConfirmed(SipSession session) => session.HangUp();

    public void OnReinvite(SipSession session, SipReinvite offer) => offer.Reject();

    public void OnInfo(SipSession session, SipRequest info)
    {
        // Answered by the stack.
    }

    public void OnEnded(SipSession session, SipEnd end) => Assert.DoesNotContain(end.Detail ?? "", char.IsControl);

    private void AnswerOrRefuse(SipSession session)
    {
        var answer = SdpOffers.CreateAnswer(session.RemoteSdp ?? "", _mine, new SdpIdentity(1, 1));
        if (answer.Audio is not { } audio)
        {
            Assert.DoesNotContain(answer.Problem!, char.IsControl);
            session.Reject(488, null, ("Warning", "399 voicedock \"No audio\""));
            return;
        }

        // What was agreed must be fit for the media too.
        using var call = engine.OpenCall();
        var codec = audio.Codec == "PCMU" ? AudioCodec.Pcmu : AudioCodec.Pcma;
        var leg = call.OpenLeg(new LegRecorder());
        leg.Arm(new RemoteMedia(audio.Remote, codec, audio.PayloadType, audio.TelephoneEventPayloadType, [], null, true, true, true));
        session.Answer(answer.Sdp!);
    }
}
