using System.Net;
using System.Security.Cryptography;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>One leg's audio: its port, what we offer, and what was agreed. Between SDP's words and the media engine's.</summary>
internal sealed class LegMedia(MediaLeg leg, IPAddress own, IReadOnlyList<string> codecs, LegSrtp srtp)
{
    private SdpIdentity _identity = new(RandomNumberGenerator.GetInt32(1, int.MaxValue), 0);

    public MediaLeg Leg => leg;

    /// <summary>What the last offer and answer agreed; null before.</summary>
    public NegotiatedAudio? Agreed { get; private set; }

    /// <summary>The far end has put us on hold: its silence is no fault.</summary>
    public bool OnHold => Holding || Agreed is { OnHold: true };

    /// <summary>We have put the far end on hold, or are about to: the next offer says so.</summary>
    public bool Holding { get; set; }

    public string Offer() => SdpOffers.CreateOffer(Mine(srtp.Offer(Agreed)), Next());

    /// <summary>Answers an offer; null with the reason when nothing fits.</summary>
    public (string? Sdp, string? Problem) Answer(string offer)
    {
        var result = SdpOffers.CreateAnswer(offer, Mine(srtp.Accepted), Next());
        if (result.Sdp is null && Agreed is { } before && SdpHold.TryAnswer(offer, Mine(srtp.Accepted), _identity, out var paused))
        {
            Agreed = before with { Direction = SdpDirection.Inactive, OnHold = true };
            return (paused, null);
        }
        if (result.Sdp is null || result.Audio is null)
            return (null, result.Problem ?? "no common codec");
        Agreed = result.Audio;
        return (result.Sdp, null);
    }

    /// <summary>An offer that was answered by refusing it changes nothing.</summary>
    public void Restore(NegotiatedAudio? before) => Agreed = before;

    /// <summary>Takes the answer to our offer; the reason when it cannot be used.</summary>
    public string? Read(string? answer)
    {
        if (string.IsNullOrEmpty(answer))
            return "the answer has no session description";
        var result = SdpOffers.ReadAnswer(answer, Mine(srtp.Offered));
        if (result.Audio is null)
            return result.Problem ?? "no common codec";
        Agreed = result.Audio;
        return null;
    }

    /// <summary>From now on audio goes where was agreed and is taken from there.</summary>
    /// <param name="signalling">Where the leg's SIP comes from: a candidate for its audio.</param>
    public void Arm(IPAddress signalling, Trunk? trunk, TrunkPeers peers)
    {
        if (Agreed is not { } audio)
            return;
        var codec = audio.Codec switch { "PCMA" => AudioCodec.Pcma, "G722" => AudioCodec.G722, _ => AudioCodec.Pcmu };
        var send = audio.Direction is SdpDirection.SendRecv or SdpDirection.SendOnly;
        var receive = audio.Direction is SdpDirection.SendRecv or SdpDirection.RecvOnly;
        Func<IPAddress, bool>? candidate = trunk is null ? null : address => peers.IsPeerOf(trunk.Id, address);
        var latch = trunk is null || trunk.MediaLatch == MediaLatch.Auto;
        leg.Arm(new RemoteMedia(audio.Remote, codec, audio.PayloadType, audio.TelephoneEventPayloadType, [signalling], candidate, latch, send, receive)
        {
            Srtp = LegSrtp.Keys(audio.Srtp),
        });
    }

    private AudioCapabilities Mine(SdpSecurity? security) =>
        new(own, leg.LocalPort, codecs, Direction: Holding ? SdpDirection.SendOnly : SdpDirection.SendRecv, Security: security);

    private SdpIdentity Next() => _identity = _identity.Next();
}
