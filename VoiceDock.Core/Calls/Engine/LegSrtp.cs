using VoiceDock.Core.Media.Srtp;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>One leg's encryption of audio: what its trunk asks for, as offers and answers need it. The leg's own keys are the same for its whole life.</summary>
/// <remarks>
/// An optional trunk is offered encrypted audio alone (RTP/SAVP), and once more plain where that is refused. Both lines in one offer would save
/// the second try, but many phone systems take two audio lines for two streams; and keys on a plain line are read over by those that only know
/// RTP/SAVP, who then get plain audio though both sides could have done better.
/// </remarks>
internal sealed class LegSrtp
{
    private readonly SdpSecurity? _security;
    private readonly bool _offersFirst;
    private bool _offered;

    private LegSrtp(SdpSecurity? security, bool offersFirst) => (_security, _offersFirst) = (security, offersFirst);

    /// <summary>For answers to the far end's offers.</summary>
    public SdpSecurity? Accepted => _security;

    /// <summary>For reading the answer to our last offer.</summary>
    public SdpSecurity? Offered => _offered ? _security : null;

    /// <param name="isPlain">Optional encryption was refused before: none this time.</param>
    public static LegSrtp Outbound(Trunk trunk, bool isPlain) => new(isPlain ? null : For(trunk.Srtp), offersFirst: true);

    /// <summary>An INVITE without an offer gets an encrypted one from us only where nothing else would do: there is no second try.</summary>
    /// <param name="isTls">How the call came in. Keys that came in the clear protect nothing: none are taken, and where encryption is required no call.</param>
    public static LegSrtp Inbound(Trunk? trunk, bool isTls) => trunk switch
    {
        { Srtp: TrunkSrtp.Required } => new(isTls ? For(trunk.Srtp) : new SdpSecurity(true, []), offersFirst: true),
        { Srtp: TrunkSrtp.Optional } when isTls => new(For(trunk.Srtp), offersFirst: false),
        _ => new(null, offersFirst: false),
    };

    /// <summary>For an offer of ours: what was agreed stays.</summary>
    public SdpSecurity? Offer(NegotiatedAudio? agreed)
    {
        _offered = agreed is null ? _offersFirst : agreed.Srtp is not null;
        return Offered;
    }

    public static SrtpKeys? Keys(NegotiatedSrtp? agreed) => agreed is null ? null : new SrtpKeys(
        agreed.Ours.Suite == SdpCrypto.Tag32 ? SrtpSuite.AesCm128HmacSha1Tag32 : SrtpSuite.AesCm128HmacSha1Tag80, agreed.Ours.Key, agreed.Theirs.Key);

    private static SdpSecurity? For(TrunkSrtp wish) => wish == TrunkSrtp.Off ? null : SdpSecurity.Create(wish == TrunkSrtp.Required);
}
