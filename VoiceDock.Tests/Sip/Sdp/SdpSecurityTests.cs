using System.Net;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Sdp;

/// <summary>Keys in the description (RFC 4568): what is offered, answered, taken and refused.</summary>
[Trait("Kind", "Unit")]
public sealed class SdpSecurityTests
{
    private const string Key = "MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNE";
    private const string Line80 = $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key}";

    private static readonly SdpIdentity Id = new(77, 1);
    private static readonly AudioCapabilities Off = new(IPAddress.Parse("192.0.2.1"), 20000, ["PCMA", "PCMU"]);
    private static readonly AudioCapabilities Optional = Off with { Security = SdpSecurity.Create(isRequired: false) };
    private static readonly AudioCapabilities Required = Off with { Security = SdpSecurity.Create(isRequired: true) };

    private static string Sdp(params string[] media) =>
        $"v=0\r\no=x 1 1 IN IP4 198.51.100.9\r\ns=x\r\nc=IN IP4 198.51.100.9\r\nt=0 0\r\n{string.Join("\r\n", media)}\r\n";

    [Fact]
    public void CreateOffer_Off_HasNoKey()
    {
        var offer = SdpOffers.CreateOffer(Off, Id);

        Assert.Contains("RTP/AVP", offer, StringComparison.Ordinal);
        Assert.DoesNotContain("crypto", offer, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateOffer_OptionalOrRequired_IsForEncryptedAudioOnly_WithAKeyForEachSuite()
    {
        foreach (var mine in new[] { Optional, Required })
        {
            var offer = SdpOffers.CreateOffer(mine, Id);
            Assert.True(SdpSession.TryParse(offer, out var read, out _));
            var media = Assert.Single(read.Media);
            Assert.Equal("RTP/SAVP", media.Protocol);
            Assert.Equal([(1, SdpCrypto.Tag80), (2, SdpCrypto.Tag32)], media.Crypto.Select(c => (c.Tag, c.Suite)));
            Assert.Equal(2, media.Crypto.Select(c => Convert.ToHexString(c.Key)).Distinct().Count());
        }

        Assert.NotEqual(SdpOffers.CreateOffer(Optional, Id), SdpOffers.CreateOffer(Required, Id));
    }

    [Fact]
    public void OfferAndAnswer_OfTwoOfUs_AgreeOnKeysBothWays()
    {
        var answer = SdpOffers.CreateAnswer(SdpOffers.CreateOffer(Optional, Id), Required, Id);
        var read = SdpOffers.ReadAnswer(answer.Sdp!, Optional);

        Assert.Equal(SdpCrypto.Tag80, read.Audio!.Srtp!.Ours.Suite);
        Assert.Equal(answer.Audio!.Srtp!.Ours.Key, read.Audio.Srtp.Theirs.Key);
        Assert.Equal(answer.Audio.Srtp.Theirs.Key, read.Audio.Srtp.Ours.Key);
        Assert.False(read.Audio.Srtp.Ours.Key.SequenceEqual(read.Audio.Srtp.Theirs.Key));
    }

    [Fact]
    public void CreateAnswer_RepeatsTheTagOfTheFirstSuiteThatIsOurs()
    {
        var answer = SdpOffers.CreateAnswer(
            Sdp("m=audio 4000 RTP/SAVP 8", $"a=crypto:3 AES_256_CM_HMAC_SHA1_80 inline:{Key}", $"a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:{Key}|2^31", Line80), Required, Id);

        Assert.Contains("m=audio 20000 RTP/SAVP 8", answer.Sdp, StringComparison.Ordinal);
        Assert.Contains("a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:", answer.Sdp, StringComparison.Ordinal);
        Assert.Equal(2, answer.Sdp!.Split("a=crypto").Length);
        Assert.Equal((SdpCrypto.Tag32, SdpCrypto.Tag32), (answer.Audio!.Srtp!.Ours.Suite, answer.Audio.Srtp.Theirs.Suite));
    }

    // Some PBXs offer the same audio twice, plain and encrypted.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CreateAnswer_TwoLines_TakesTheEncryptedOneWhereItIsAllowed(bool encryptedFirst)
    {
        string[] secure = ["m=audio 4000 RTP/SAVP 8", Line80];
        string[] plain = ["m=audio 4002 RTP/AVP 8"];
        var offer = encryptedFirst ? Sdp([.. secure, .. plain]) : Sdp([.. plain, .. secure]);

        Assert.Equal(4000, SdpOffers.CreateAnswer(offer, Optional, Id).Audio!.Remote.Port);
        Assert.Equal(4000, SdpOffers.CreateAnswer(offer, Required, Id).Audio!.Remote.Port);
        Assert.Equal(4002, SdpOffers.CreateAnswer(offer, Off, Id).Audio!.Remote.Port);
    }

    [Fact]
    public void CreateAnswer_KeysOnAPlainLine_AreUsedWhereEncryptionIsOn()
    {
        var offer = Sdp("m=audio 4000 RTP/AVP 8", Line80);

        Assert.NotNull(SdpOffers.CreateAnswer(offer, Optional, Id).Audio!.Srtp);
        Assert.Contains("RTP/AVP 8", SdpOffers.CreateAnswer(offer, Optional, Id).Sdp, StringComparison.Ordinal);
        Assert.Null(SdpOffers.CreateAnswer(offer, Off, Id).Audio!.Srtp);
        Assert.DoesNotContain("crypto", SdpOffers.CreateAnswer(offer, Off, Id).Sdp, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainFarEnd_IsFineWhereOptional_AndRefusedWhereRequired()
    {
        var plain = Sdp("m=audio 4000 RTP/AVP 8");

        Assert.Null(SdpOffers.CreateAnswer(plain, Optional, Id).Audio!.Srtp);
        Assert.Null(SdpOffers.ReadAnswer(plain, Optional).Audio!.Srtp);
        Assert.Contains("encryption is required here", SdpOffers.CreateAnswer(plain, Required, Id).Problem, StringComparison.Ordinal);
        Assert.Contains("encryption is required here", SdpOffers.ReadAnswer(plain, Required).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + Key)]
    [InlineData("a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + Key)]
    [InlineData("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key)]
    [InlineData(Line80 + "\r\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + Key)]
    [InlineData("a=sendrecv")]
    public void ReadAnswer_KeysThatAnswerNoneOfOurs_AreRefused(string crypto)
    {
        foreach (var mine in new[] { Optional, Required })
            Assert.Contains("without a key and suite we can use", SdpOffers.ReadAnswer(Sdp("m=audio 4000 RTP/SAVP 8", crypto), mine).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|2^20", true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + " WSH=128 -X=1", true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|2^20|1:4", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|1:4", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|1:1;inline:" + Key + "|2:1", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + " UNENCRYPTED_SRTP", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + " KDR=1", false)]
    [InlineData("1 F8_128_HMAC_SHA1_80 inline:" + Key, false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:QUJD", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "AAAA", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:not/base64!", false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 uri:" + Key, false)]
    [InlineData("-1 AES_CM_128_HMAC_SHA1_80 inline:" + Key, false)]
    [InlineData("9999999999 AES_CM_128_HMAC_SHA1_80 inline:" + Key, false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80", false)]
    [InlineData("", false)]
    public void CryptoLine_ThatCannotBeMeantAsWeWouldDoIt_IsPassedOver(string value, bool usable)
    {
        Assert.Equal(usable, SdpCrypto.TryParse(value, out var crypto));
        Assert.Equal(usable ? Key : null, crypto is null ? null : Convert.ToBase64String(crypto.Key));
    }

    [Fact]
    public void Keys_AreInNoProblem_NoPrintedObject_AndNoTrace()
    {
        var offer = SdpOffers.CreateOffer(Optional, Id);
        Assert.True(SdpSession.TryParse(offer, out var read, out _));
        var own = Convert.ToBase64String(Optional.Security!.Own[0].Key);
        var answer = SdpOffers.CreateAnswer(offer, Required, Id);

        Assert.Contains(own, offer, StringComparison.Ordinal);
        foreach (var shown in new object?[] { Optional, Optional.Security, read.Media[0], answer.Audio, answer.Audio!.Srtp, SdpOffers.CreateAnswer(offer, Off, Id).Problem })
            Assert.DoesNotContain(own, $"{shown}", StringComparison.Ordinal);
        Assert.DoesNotContain(own, SecretMask.Apply(offer), StringComparison.Ordinal);
    }
}
