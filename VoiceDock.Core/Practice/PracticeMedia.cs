using System.Net;
using System.Security.Cryptography;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Core.Practice;

/// <summary>The audio of one practice call.</summary>
internal sealed class PracticeMedia : IDisposable
{
    private readonly MediaCall _call;
    private readonly IPAddress _own;
    private SdpIdentity _identity = new(RandomNumberGenerator.GetInt32(1, int.MaxValue), 0);

    public PracticeMedia(MediaEngine engine, IPAddress own, IMediaLegEvents events)
    {
        _call = engine.OpenCall();
        _own = own;
        Leg = _call.OpenLeg(events);
    }

    public MediaLeg Leg { get; }

    public string Offer() => SdpOffers.CreateOffer(Mine, _identity);

    /// <summary>Answers and starts the audio; null when the offer has nothing usable.</summary>
    public string? Answer(string offer)
    {
        var result = SdpOffers.CreateAnswer(offer, Mine, _identity = _identity.Next());
        if (result.Sdp is not null && result.Audio is { } audio)
            Arm(audio);
        return result.Sdp;
    }

    /// <summary>Takes the answer to our offer; false when it cannot be used.</summary>
    public bool Read(string? answer)
    {
        if (answer is null || SdpOffers.ReadAnswer(answer, Mine).Audio is not { } audio)
            return false;
        Arm(audio);
        return true;
    }

    /// <summary>What it hears it says back.</summary>
    public void Echo()
    {
        Leg.SetSource(null);
        _call.Bridge(Leg, Leg);
    }

    public void Dispose() => _call.Dispose();

    private AudioCapabilities Mine => new(_own, Leg.LocalPort, ["PCMA", "PCMU"]);

    private void Arm(NegotiatedAudio audio)
    {
        var codec = audio.Codec == "PCMA" ? AudioCodec.Pcma : AudioCodec.Pcmu;
        var send = audio.Direction is SdpDirection.SendRecv or SdpDirection.SendOnly;
        var receive = audio.Direction is SdpDirection.SendRecv or SdpDirection.RecvOnly;
        Leg.Arm(new RemoteMedia(audio.Remote, codec, audio.PayloadType, audio.TelephoneEventPayloadType, [], null, true, send, receive));
    }
}
