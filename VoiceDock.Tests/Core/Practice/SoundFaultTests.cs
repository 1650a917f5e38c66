using System.Net;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>What the audio of a practice PBX may lack.</summary>
[Trait("Kind", "Sip")]
public sealed class SoundFaultTests
{
    [Fact]
    public async Task NothingWrong_AudioComesAndIsEchoed()
    {
        await using var rig = FaultyPbx.With();
        using var ears = new RtpPeer();
        var (session, events) = rig.Call(sdp: Offer(ears));
        await FaultyPbx.AnsweredAsync(events);

        var packet = ears.Receive();

        Assert.Contains("telephone-event", session.RemoteSdp, StringComparison.Ordinal);
        Assert.Equal(PortOf(session.RemoteSdp!), packet.From.Port);
        session.HangUp();
    }

    [Fact]
    public async Task G729Only_RefusesOurOfferAtOnce_AndOptionsSaysWhy()
    {
        await using var rig = FaultyPbx.With(PracticeFault.G729Only);
        var (_, events) = rig.Call();

        // Before anything rings.
        var end = (await events.NextAsync("Ended")).End!;
        Assert.Equal(488, end.StatusCode);
        Assert.StartsWith("305 practice.pbx ", end.Response!.Headers["Warning"], StringComparison.Ordinal);
        var options = (await rig.AskAsync("OPTIONS")).Response!;
        Assert.Equal("application/sdp", options.Headers["Content-Type"]);
        var body = System.Text.Encoding.UTF8.GetString(options.Body);
        Assert.Contains("m=audio 0 RTP/AVP 18 101\r\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task G729Only_AgreesToItWhereItIsOffered()
    {
        await using var rig = FaultyPbx.With(PracticeFault.G729Only);
        using var ears = new RtpPeer();

        Assert.Contains(" RTP/AVP 18", await rig.AnswerAsync(Offer(ears, codecs: ["PCMA", "G729"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SrtpRequired_RefusesPlainAudioAtOnce()
    {
        await using var rig = FaultyPbx.With(PracticeFault.SrtpRequired);

        var end = await rig.RefusedAsync();

        Assert.Equal(488, end.StatusCode);
        Assert.StartsWith("302 practice.pbx ", end.Response!.Headers["Warning"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SrtpRequired_TakesEncryptedAudioAndSpeaksIt()
    {
        await using var rig = FaultyPbx.With(PracticeFault.SrtpRequired);
        using var ears = new RtpPeer();
        var (session, events) = rig.Call(sdp: Offer(ears, security: SdpSecurity.Create(isRequired: true)));
        await FaultyPbx.AnsweredAsync(events);

        Assert.Contains(" RTP/SAVP ", session.RemoteSdp, StringComparison.Ordinal);
        Assert.Contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:", session.RemoteSdp, StringComparison.Ordinal);

        // A frame of G.711 with the ten bytes of its tag.
        Assert.Equal(12 + 160 + 10, ears.Receive().Bytes.Length);
        session.HangUp();
    }

    [Fact]
    public async Task NoRtpBack_AnswersAndTakesAudio_AndSendsNeitherRtpNorRtcp()
    {
        await using var rig = FaultyPbx.With(PracticeFault.NoRtpBack);
        using var ears = new RtpPeer();
        var (session, events) = rig.Call(sdp: Offer(ears));
        await FaultyPbx.AnsweredAsync(events);
        var port = PortOf(session.RemoteSdp!);

        for (ushort i = 0; i < 10; i++) ears.Send(RtpPacket.Make(8, i, (uint)(160 * i), 7, RtpPeer.Filled(0x55)), new IPEndPoint(IPAddress.Loopback, port));

        Assert.Contains("a=sendrecv", session.RemoteSdp, StringComparison.Ordinal);
        ears.ReceivesNothing(400);
        session.HangUp();
        Assert.Null(ears.TryReceiveRtcp(200));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Deaf_SendsAudioWhoseReportsKnowNothingOfOurs(bool isDeaf, int blocks)
    {
        await using var rig = FaultyPbx.With(isDeaf ? [PracticeFault.Deaf] : []);
        using var ears = new RtpPeer();
        var (session, events) = rig.Call(sdp: Offer(ears));
        await FaultyPbx.AnsweredAsync(events);
        var far = new IPEndPoint(IPAddress.Loopback, PortOf(session.RemoteSdp!));
        for (ushort i = 0; i < 20; i++)
        {
            ears.Send(RtpPacket.Make(8, i, (uint)(160 * i), 7, RtpPeer.Filled(0x55)), far);
            ears.Receive();
        }

        session.HangUp();

        // The goodbye of RTCP: a sender report (200) with so many blocks in front.
        var report = ears.ReceiveRtcp();
        Assert.Equal((0x80 | blocks, 200), (report[0], report[1]));
    }

    [Fact]
    public async Task NoDtmf_TheAnswerHasNoTelephoneEvent()
    {
        await using var rig = FaultyPbx.With(PracticeFault.NoDtmf);

        Assert.DoesNotContain("telephone-event", await rig.AnswerAsync(), StringComparison.Ordinal);
    }

    private static string Offer(RtpPeer ears, string[]? codecs = null, SdpSecurity? security = null) => SdpOffers.CreateOffer(
        new AudioCapabilities(IPAddress.Loopback, ears.EndPoint.Port, codecs ?? ["PCMA", "PCMU"], Security: security), new SdpIdentity(1, 1));

    private static int PortOf(string sdp) => int.Parse(sdp.Split("m=audio ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
