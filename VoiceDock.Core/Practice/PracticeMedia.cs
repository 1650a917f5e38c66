using System.Security.Cryptography;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Media.Srtp;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Core.Practice;

/// <summary>The audio of one practice call.</summary>
internal sealed class PracticeMedia : IDisposable
{
    private readonly MediaCall _call;
    private readonly AudioCapabilities _mine;
    private readonly PracticeSound _sound;
    private SdpIdentity _identity = new(RandomNumberGenerator.GetInt32(1, int.MaxValue), 0);

    public PracticeMedia(MediaEngine engine, PracticeSound sound, IMediaLegEvents events)
    {
        _call = engine.OpenCall();
        Leg = _call.OpenLeg(events);
        _mine = sound.Capabilities(Leg.LocalPort);
        _sound = sound;
    }

    public MediaLeg Leg { get; }

    public string Offer() => SdpOffers.CreateOffer(_mine, _identity);

    /// <summary>Answers and starts the audio; null when the offer has nothing usable.</summary>
    public string? Answer(string offer)
    {
        var result = SdpOffers.CreateAnswer(offer, _mine, _identity = _identity.Next());
        if (result.Sdp is not null && result.Audio is { } audio)
            Arm(audio);
        return result.Sdp;
    }

    /// <summary>Takes the answer to our offer; false when it cannot be used.</summary>
    public bool Read(string? answer)
    {
        if (answer is null || SdpOffers.ReadAnswer(answer, _mine).Audio is not { } audio)
            return false;
        Arm(audio);
        return true;
    }

    /// <summary>Plays once and then says back what it hears; who hears nothing plays on.</summary>
    public void Greet(AudioClip greeting) => Leg.SetSource(_sound.Hears ? new ClipPlayer(greeting, Echo) : new ClipPlayer(greeting, loop: true));

    private void Echo()
    {
        Leg.SetSource(null);
        _call.Bridge(Leg, Leg);
    }

    public void Dispose() => _call.Dispose();

    // A leg that is not armed keeps its ports and sends nothing: the faults' way to be silent, and that of a codec which cannot be encoded here.
    private void Arm(NegotiatedAudio audio)
    {
        if (!_sound.Speaks || audio.Codec is not ("PCMA" or "PCMU")) return;
        var codec = audio.Codec == "PCMA" ? AudioCodec.Pcma : AudioCodec.Pcmu;
        var send = audio.Direction is SdpDirection.SendRecv or SdpDirection.SendOnly;
        var receive = audio.Direction is SdpDirection.SendRecv or SdpDirection.RecvOnly;
        Leg.Arm(new RemoteMedia(audio.Remote, codec, audio.PayloadType, audio.TelephoneEventPayloadType, [], null, true, send, receive)
        {
            Srtp = Keys(audio.Srtp),
            IsDeaf = !_sound.Hears,
        });
    }

    private static SrtpKeys? Keys(NegotiatedSrtp? agreed) => agreed is null ? null : new SrtpKeys(
        agreed.Ours.Suite == SdpCrypto.Tag32 ? SrtpSuite.AesCm128HmacSha1Tag32 : SrtpSuite.AesCm128HmacSha1Tag80, agreed.Ours.Key, agreed.Theirs.Key);
}
