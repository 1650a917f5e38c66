using System.Net;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Tests.Sip.Sdp;

[Trait("Kind", "Unit")]
public class SdpOffersTests
{
    private static readonly AudioCapabilities Mine = new(IPAddress.Parse("192.0.2.1"), 20000, ["PCMU", "PCMA"]);
    private static readonly SdpIdentity Id = new(77, 1);

    private static string Offer(string media, string session = "c=IN IP4 198.51.100.9") =>
        $"v=0\no=x 1 1 IN IP4 198.51.100.9\ns=x\n{session}\nt=0 0\n{media}\n".ReplaceLineEndings("\r\n");

    private static (string Sdp, NegotiatedAudio Audio) Answer(string offer, AudioCapabilities? mine = null)
    {
        var result = SdpOffers.CreateAnswer(offer, mine ?? Mine, Id);
        Assert.Null(result.Problem);
        return (result.Sdp!, result.Audio!);
    }

    private static string? Problem(string offer)
    {
        var result = SdpOffers.CreateAnswer(offer, Mine, Id);
        Assert.Null(result.Sdp);
        Assert.Null(result.Audio);
        return result.Problem;
    }

    [Fact]
    public void CreateOffer_IsExactlyThisText() =>
        Assert.Equal(
            """
            v=0
            o=- 77 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 20000 RTP/AVP 8 0 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendonly

            """.ReplaceLineEndings("\r\n"),
            SdpOffers.CreateOffer(Mine with { Codecs = ["PCMA", "pcmu"], Direction = SdpDirection.SendOnly }, Id));

    [Fact]
    public void CreateOffer_WithoutACodecOrWithAnUnknownOne_Throws()
    {
        Assert.Throws<ArgumentException>(() => SdpOffers.CreateOffer(Mine with { Codecs = [] }, Id));
        Assert.Throws<ArgumentException>(() => SdpOffers.CreateOffer(Mine with { Codecs = ["opus"] }, Id));
    }

    [Fact]
    public void CreateOffer_OverIPv6_SaysSo() =>
        Assert.Contains("c=IN IP6 2001:db8::1\r\n", SdpOffers.CreateOffer(Mine with { Address = IPAddress.Parse("2001:db8::1") }, Id));

    [Fact]
    public void CreateAnswer_TakesTheOffersFirstCommonCodecAndItsNumbers()
    {
        var (sdp, audio) = Answer(Offer("""
            m=audio 4000 RTP/AVP 18 97 0 8 98 99
            a=rtpmap:97 pcma/8000/1
            a=rtpmap:98 telephone-event/48000
            a=rtpmap:99 Telephone-Event/8000
            a=fmtp:99 0-16
            a=ptime:30
            a=unknown:x
            """));

        Assert.Equal(new NegotiatedAudio(IPEndPoint.Parse("198.51.100.9:4000"), "PCMA", 97, 99, 30, SdpDirection.SendRecv, false), audio);
        Assert.Contains("m=audio 20000 RTP/AVP 97 99\r\na=rtpmap:97 pcma/8000\r\na=rtpmap:99 telephone-event/8000\r\na=fmtp:99 0-15\r\n", sdp);
        Assert.Contains("o=- 77 1 IN IP4 192.0.2.1\r\n", sdp);
        Assert.DoesNotContain("G729", sdp);
    }

    [Theory]
    [InlineData("0", "PCMU", 0)]
    [InlineData("8", "PCMA", 8)]
    [InlineData("18 8 0", "PCMA", 8)]
    public void CreateAnswer_StaticNumbersWithoutRtpmap_AreKnown(string formats, string codec, int number)
    {
        var (_, audio) = Answer(Offer($"m=audio 4000 RTP/AVP {formats}"));

        Assert.Equal((codec, number, null, 20), (audio.Codec, audio.PayloadType, audio.TelephoneEventPayloadType, audio.PtimeMs));
    }

    [Fact]
    public void CreateAnswer_StaticNumberMappedToSomethingElse_IsThat() =>
        Assert.StartsWith("No common codec", Problem(Offer("m=audio 4000 RTP/AVP 0\na=rtpmap:0 PCMU/16000")));

    [Theory]
    [InlineData("sendrecv", SdpDirection.SendRecv, false)]
    [InlineData("sendonly", SdpDirection.RecvOnly, true)]
    [InlineData("recvonly", SdpDirection.SendOnly, true)]
    [InlineData("inactive", SdpDirection.Inactive, true)]
    public void CreateAnswer_Direction_IsTheOffersSeenFromOurSide(string offered, SdpDirection ours, bool onHold)
    {
        foreach (var offer in new[] { Offer($"m=audio 4000 RTP/AVP 0\na={offered}"), Offer("m=audio 4000 RTP/AVP 0", $"c=IN IP4 198.51.100.9\na={offered}") })
        {
            var (sdp, audio) = Answer(offer);
            Assert.Equal((ours, onHold), (audio.Direction, audio.OnHold));
            Assert.Equal(ours, Assert.Single(Read(sdp).Media).Direction);
        }
    }

    [Theory]
    [InlineData("", SdpDirection.RecvOnly)]
    [InlineData("\na=sendonly", SdpDirection.RecvOnly)]
    [InlineData("\na=recvonly", SdpDirection.Inactive)]
    [InlineData("\na=inactive", SdpDirection.Inactive)]
    public void CreateAnswer_AddressZero_IsHold(string attribute, SdpDirection ours)
    {
        var (_, audio) = Answer(Offer("m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0" + attribute));

        Assert.Equal((ours, true), (audio.Direction, audio.OnHold));
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 0", true)]
    [InlineData("m=audio 0 RTP/AVP 0\nm=video 0 RTP/AVP 96", true)]
    [InlineData("m=audio 0 RTP/AVP 0\nm=video 4002 RTP/AVP 96", true)]
    [InlineData("m=audio 4000 RTP/AVP 0", false)]
    [InlineData("m=audio 0 RTP/AVP 0\nm=audio 4000 RTP/AVP 0", false)]
    [InlineData("m=video 0 RTP/AVP 96", false)]
    [InlineData("", false)]
    public void Hold_WithPortZero_IsAnsweredWithPortZeroEverywhere(string media, bool isHold)
    {
        Assert.Equal(isHold, SdpHold.TryAnswer(Offer(media), Mine, Id, out var answer));

        Assert.All(isHold ? Read(answer!).Media : [], m => Assert.Equal(0, m.Port));
        Assert.Equal(isHold ? media.Split('\n').Length : 0, isHold ? Read(answer!).Media.Count : 0);
    }

    [Fact]
    public void CreateAnswer_WhileWeHold_IsNoHoldOfTheirs()
    {
        var (_, audio) = Answer(Offer("m=audio 4000 RTP/AVP 0"), Mine with { Direction = SdpDirection.SendOnly });

        Assert.Equal((SdpDirection.SendOnly, false), (audio.Direction, audio.OnHold));
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 203.0.113.4", "c=IN IP4 198.51.100.9", "203.0.113.4:4000")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 203.0.113.4", "b=AS:64", "203.0.113.4:4000")]
    [InlineData("m=audio 4000/2 RTP/AVP 0", "c=IN IP6 2001:db8::9", "[2001:db8::9]:4000")]
    [InlineData("m=audio 4000 RTP/AVP 0", "c=IN IP6 ::ffff:203.0.113.4", "203.0.113.4:4000")]
    public void CreateAnswer_MediaLevelAddress_GoesBeforeTheSessions(string media, string session, string expected) =>
        Assert.Equal(IPEndPoint.Parse(expected), Answer(Offer(media, session)).Audio.Remote);

    [Fact]
    public void CreateAnswer_SeveralLines_RefusesAllButOne()
    {
        var (sdp, audio) = Answer(Offer("""
            m=audio 4000 RTP/SAVP 0
            m=video 4002 RTP/AVP 96 97
            a=rtpmap:96 H264/90000
            a=sendonly
            m=audio 0 RTP/AVP 0
            m=audio 4004 RTP/AVP 8
            m=audio 4006 RTP/AVP 0
            m=image 4008 udptl t38
            """));

        Assert.Equal((4004, "PCMA", SdpDirection.SendRecv), (audio.Remote.Port, audio.Codec, audio.Direction));
        Assert.Equal(
            ["audio 0 RTP/SAVP 0", "video 0 RTP/AVP 96", "audio 0 RTP/AVP 0", "audio 20000 RTP/AVP 8", "audio 0 RTP/AVP 0", "image 0 udptl t38"],
            sdp.Split("\r\n").Where(l => l.StartsWith("m=")).Select(l => l[2..]));
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/SAVP 0", "The far end wants encrypted audio (RTP/SAVP), which is not enabled here.")]
    [InlineData("m=audio 4000 UDP/TLS/RTP/SAVPF 0", "The far end wants encrypted audio (UDP/TLS/RTP/SAVPF), which is not enabled here.")]
    [InlineData("m=audio 4000 TCP/RTP/AVP 0", "The far end wants its audio over TCP/RTP/AVP; we have RTP/AVP.")]
    [InlineData("m=audio 4000 RTP/AVP 18 96\na=rtpmap:96 opus/48000/2", "No common codec: the far end has G729, opus-multichannel; we have PCMU, PCMA.")]
    [InlineData("m=audio 4000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000", "No common codec: the far end has none we know; we have PCMU, PCMA.")]
    [InlineData("m=video 4000 RTP/AVP 0", "The offer has no audio.")]
    [InlineData("m=audio 0 RTP/AVP 0", "The offer has no audio.")]
    [InlineData("", "The offer has no audio.")]
    [InlineData("m=audio x RTP/AVP 0", "The session description has an unreadable m= line.")]
    [InlineData("m=audio 65536 RTP/AVP 0", "The session description has an unreadable m= line.")]
    [InlineData("m=audio 4000 RTP/AVP", "The session description has an unreadable m= line.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4", "The session description has an unreadable c= line.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 pbx.example.com", "The audio's address is missing or is no single IP address.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 127.1", "The audio's address is missing or is no single IP address.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 224.2.1.1/127", "The audio's address is missing or is no single IP address.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 255.255.255.255", "The audio's address is missing or is no single IP address.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP6 ff02::1", "The audio's address is missing or is no single IP address.")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP6 fe80::1%eth0", "The audio's address is missing or is no single IP address.")]
    public void CreateAnswer_CannotBeUsed_SaysWhy(string media, string problem) => Assert.Equal(problem, Problem(Offer(media)));

    [Fact]
    public void CreateAnswer_WithoutAnyAddressOrText_SaysWhy()
    {
        Assert.Equal("The audio's address is missing or is no single IP address.", Problem(Offer("m=audio 4000 RTP/AVP 0", "b=AS:64")));
        Assert.Equal("The session description is empty.", Problem(""));
        Assert.Equal("The session description is unreadable.", Problem("v=1\r\n"));
        Assert.Equal("The session description is too long.", Problem(Offer(string.Concat(Enumerable.Repeat("a=x\n", 1001)))));
        Assert.Equal("The session description has too many m= lines.", Problem(Offer(string.Concat(Enumerable.Repeat("m=audio 4000 RTP/AVP 0\n", 17)))));
    }

    [Fact]
    public void ReadAnswer_SeveralCodecs_TakesTheFirstByOurOrder()
    {
        var result = SdpOffers.ReadAnswer(Offer("m=audio 4000 RTP/AVP 8 0 96\na=rtpmap:96 telephone-event/8000\na=ptime:1000"), Mine);

        Assert.Equal(new NegotiatedAudio(IPEndPoint.Parse("198.51.100.9:4000"), "PCMU", 0, 96, 20, SdpDirection.SendRecv, false), result.Audio);
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 0", "The far end refused the audio.")]
    [InlineData("m=video 4000 RTP/AVP 0", "The answer has no audio.")]
    [InlineData("m=audio 4000 RTP/AVP 18", "No common codec: the far end has G729; we have PCMU, PCMA.")]
    [InlineData("m=audio 4000 RTP/SAVP 0", "The far end wants encrypted audio (RTP/SAVP), which is not enabled here.")]
    public void ReadAnswer_CannotBeUsed_SaysWhy(string media, string problem)
    {
        var result = SdpOffers.ReadAnswer(Offer(media), Mine);

        Assert.Equal((null, problem), (result.Audio, result.Problem));
    }

    [Theory]
    [InlineData(SdpDirection.SendOnly, "recvonly", SdpDirection.SendOnly, false)]
    [InlineData(SdpDirection.SendOnly, "inactive", SdpDirection.Inactive, true)]
    [InlineData(SdpDirection.SendRecv, "sendonly", SdpDirection.RecvOnly, true)]
    public void ReadAnswer_Direction_IsBoundedByOurs(SdpDirection ours, string theirs, SdpDirection agreed, bool onHold)
    {
        var audio = SdpOffers.ReadAnswer(Offer($"m=audio 4000 RTP/AVP 0\na={theirs}"), Mine with { Direction = ours }).Audio!;

        Assert.Equal((agreed, onHold), (audio.Direction, audio.OnHold));
    }

    [Fact]
    public void OfferAndAnswer_OfOurOwn_AgreeOnBothSides()
    {
        var theirs = new AudioCapabilities(IPAddress.Parse("192.0.2.2"), 30000, ["G722", "PCMA"]);

        var answer = SdpOffers.CreateAnswer(SdpOffers.CreateOffer(Mine, Id), theirs, Id.Next());
        var read = SdpOffers.ReadAnswer(answer.Sdp!, Mine);

        Assert.Equal(new NegotiatedAudio(IPEndPoint.Parse("192.0.2.1:20000"), "PCMA", 8, 101, 20, SdpDirection.SendRecv, false), answer.Audio);
        Assert.Equal(new NegotiatedAudio(IPEndPoint.Parse("192.0.2.2:30000"), "PCMA", 8, 101, 20, SdpDirection.SendRecv, false), read.Audio);
        Assert.Equal(new SdpIdentity(77, 2), Read(answer.Sdp!).Identity);
    }

    [Fact]
    public void CreateAnswer_NoTelephoneEventWanted_OffersNone() =>
        Assert.DoesNotContain("telephone-event", Answer(SdpOffers.CreateOffer(Mine, Id), Mine with { TelephoneEvent = false }).Sdp);

    [Fact]
    public void CreateAnswer_MutatedOffers_NeverThrowAndOnlyReadableAnswersLeave()
    {
        var random = new Random(3264);
        var good = 0;
        var whole = SdpOffers.CreateOffer(Mine, Id) + "m=video 4002 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n";
        for (var i = 0; i < 10000; i++)
        {
            var text = whole.ToCharArray().ToList();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0) text.RemoveRange(at, Math.Min(random.Next(1, 6), text.Count - at - 1));
                else if (random.Next(2) == 0) text[at] = (char)random.Next(0x250);
                else text.InsertRange(at, text.GetRange(random.Next(text.Count - 30), random.Next(30)));
            }

            var offer = string.Concat(text);
            _ = SdpOffers.ReadAnswer(offer, Mine);
            var result = SdpOffers.CreateAnswer(offer, Mine, Id);
            Assert.NotEqual(result.Sdp is null, result.Problem is null);
            Assert.DoesNotContain(result.Problem ?? "", char.IsControl);
            if (result.Sdp is null) continue;
            good++;
            Assert.Single(Read(result.Sdp).Media, m => m.Port == 20000);
            Assert.DoesNotContain(result.Sdp.Replace("\r\n", ""), char.IsControl);
        }

        Assert.InRange(good, 2000, 9800);
    }

    private static SdpSession Read(string sdp)
    {
        Assert.True(SdpSession.TryParse(sdp, out var session, out var problem), problem);
        return session;
    }
}
