using System.Net;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What a trunk's setting makes of offers that come in and of our own.</summary>
[Trait("Kind", "Unit")]
public sealed class LegSrtpTests
{
    private static readonly SdpIdentity Id = new(1, 1);
    private static readonly string Plain = SdpOffers.CreateOffer(Mine(null), Id);
    private static readonly string Secure = SdpOffers.CreateOffer(Mine(SdpSecurity.Create(isRequired: true)), Id);

    [Theory]
    [InlineData(TrunkSrtp.Off, true, "plain", "refused")]
    [InlineData(TrunkSrtp.Optional, true, "plain", "secure")]
    [InlineData(TrunkSrtp.Required, true, "refused", "secure")]
    [InlineData(TrunkSrtp.Off, false, "plain", "refused")]
    [InlineData(TrunkSrtp.Optional, false, "plain", "refused")]
    [InlineData(TrunkSrtp.Required, false, "refused", "refused")]
    public void Inbound_Offers_AreAnsweredByTheTrunksSettingAndOnlyTlsCarriesKeys(TrunkSrtp setting, bool isTls, string plain, string secure)
    {
        var srtp = LegSrtp.Inbound(Trunk(setting), isTls);

        Assert.Equal((plain, secure), (Outcome(Plain), Outcome(Secure)));

        string Outcome(string offer) => SdpOffers.CreateAnswer(offer, Mine(srtp.Accepted), Id).Audio switch
        {
            null => "refused",
            { Srtp: null } => "plain",
            _ => "secure",
        };
    }

    [Theory]
    [InlineData(TrunkSrtp.Off, false, false)]
    [InlineData(TrunkSrtp.Optional, false, true)]
    [InlineData(TrunkSrtp.Optional, true, false)]
    [InlineData(TrunkSrtp.Required, false, true)]
    public void Outbound_FirstOffer_IsEncryptedUnlessOffOrRefusedBefore(TrunkSrtp setting, bool refusedBefore, bool isEncrypted) =>
        Assert.Equal(isEncrypted, LegSrtp.Outbound(Trunk(setting), refusedBefore).Offer(null) is not null);

    [Theory]
    [InlineData(TrunkSrtp.Off, false)]
    [InlineData(TrunkSrtp.Optional, false)]
    [InlineData(TrunkSrtp.Required, true)]
    public void Inbound_WithoutAnOffer_GetsAnEncryptedOneOnlyWhereRequired(TrunkSrtp setting, bool isEncrypted) =>
        Assert.Equal(isEncrypted, LegSrtp.Inbound(Trunk(setting), isTls: true).Offer(null) is not null);

    [Fact]
    public void LaterOffers_KeepWhatWasAgreedAndTheSameKeys()
    {
        var srtp = LegSrtp.Inbound(Trunk(TrunkSrtp.Optional), isTls: true);
        var agreed = SdpOffers.CreateAnswer(Secure, Mine(srtp.Accepted), Id).Audio!;

        Assert.Same(srtp.Accepted, srtp.Offer(agreed));
        Assert.Null(srtp.Offer(SdpOffers.CreateAnswer(Plain, Mine(srtp.Accepted), Id).Audio));
        Assert.Null(srtp.Offered);
    }

    private static AudioCapabilities Mine(SdpSecurity? security) => new(IPAddress.Loopback, 20_000, ["PCMA"], Security: security);

    private static Trunk Trunk(TrunkSrtp setting) => TrunkSamples.Made(then: t => t.Srtp = setting);
}
