using System.Buffers.Binary;
using System.Net;
using System.Text;
using VoiceDock.Core.Media.Dtmf;
using VoiceDock.Core.Media.Streams;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Hostile.Generation;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T14: each reader alone under generated input. None throws, and what it reads makes sense.</summary>
[Trait("Kind", "Unit")]
public class GeneratedInputTests
{
    private const string Challenge = "Digest realm=\"a \\\"b\\\", c\", nonce=\"n\", opaque=\"o\", algorithm=SHA-256, qop=\"auth,auth-int\", stale=false";

    private static readonly AudioCapabilities Mine = new(IPAddress.Loopback, 4_000, ["PCMU", "PCMA"]);

    private static int Rounds { get; } = Soak.Number("READS", 10_000);

    [Fact]
    public void Parser_GivesAMessageOrAReason()
    {
        var drafts = new SipDrafts(new IPEndPoint(IPAddress.Loopback, 5_060), new IPEndPoint(IPAddress.Loopback, 5_061), "good");
        ForEach(random =>
        {
            var draft = drafts.Any(random);
            SipMutations.Break(draft, random);
            return SipMutations.Cut(draft.ToBytes(), random);
        }, bytes =>
        {
            var result = SipParser.Parse(bytes);
            Assert.NotEqual(result.Message is null, result.Error is null);
            Assert.True((result.Message?.Headers.Count ?? 0) <= SipParser.MaxHeaders);
            if (result.Error?.Partial is { } partial) Assert.NotEmpty(SipSerializer.Serialize(partial.CreateResponse(400, toTag: "t")));
            if (result.Message is not { } message) return;
            Assert.DoesNotContain(message.Summary, char.IsControl);

            // Written again it has a Content-Length, perhaps the one header too many.
            if (message.Headers.Count < SipParser.MaxHeaders) Assert.True(SipParser.Parse(SipSerializer.Serialize(message)).IsOk);
            foreach (var (name, value) in message.Headers) Assert.DoesNotContain(value, c => c < ' ' && c != '\t');
        });
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Framer_RefusesALengthNobodyCanSend(string length) =>
        Assert.Equal(StreamFrame.Broken, Frames(Encoding.ASCII.GetBytes($"OPTIONS sip:a SIP/2.0\r\nContent-Length: {length}\r\n\r\n"), 7).Last());

    [Fact]
    public void Framer_CutsAnyStreamInAnyPieces()
    {
        var drafts = new SipDrafts(new IPEndPoint(IPAddress.Loopback, 5_060), new IPEndPoint(IPAddress.Loopback, 5_061), "good");
        ForEach(random =>
        {
            var draft = drafts.Any(random);
            SipMutations.Break(draft, random);
            return SipMutations.Cut(draft.ToBytes(), random);
        }, bytes => Assert.NotNull(Frames(bytes, bytes.Length % 97 + 1)));
    }

    [Fact]
    public void Mask_NeverThrowsAndHidesEverySecret() => ForEach(
        random => DigestMutations.Break(Challenge.Replace("nonce=\"n\"", "nonce=\"canary\"", StringComparison.Ordinal), random),
        value =>
        {
            Assert.DoesNotContain("canary", SecretMask.Apply($"INVITE x SIP/2.0\r\nAuthorization: {Unfolded(value)}\r\n\r\n"));
            Assert.NotNull(SecretMask.Apply($"SIP/2.0 401 x\r\nWWW-Authenticate: {value}\r\n\r\n"));
        });

    [Fact]
    public void Sdp_IsReadOrRefusedInWords() => ForEach(
        random => SdpMutations.Break(SdpMutations.Break(SipDrafts.Sdp, random), random),
        sdp =>
        {
            Assert.NotEqual(SdpSession.TryParse(sdp, out var session, out var problem), problem is not null);
            if (session is not null) Assert.InRange(session.Media.Count, 0, 16);
            var answer = SdpOffers.CreateAnswer(sdp, Mine, new SdpIdentity(1, 1));
            Assert.NotEqual(answer.Sdp is null, answer.Problem is null);
            Assert.DoesNotContain(answer.Problem ?? SdpOffers.ReadAnswer(sdp, Mine).Problem ?? "", char.IsControl);
            if (answer.Audio is not { } audio) return;
            Assert.True(SdpSession.TryParse(answer.Sdp!, out var ours, out _));
            Assert.Equal(session!.Media.Count, ours.Media.Count);
            Assert.InRange(audio.PayloadType, 0, 127);
            Assert.InRange(audio.Remote.Port, 1, 65_535);
        });

    [Fact]
    public void Digest_AnswersOnlyWhatItCanQuote() => ForEach(
        random => DigestMutations.Break(Challenge, random),
        value =>
        {
            _ = DigestFields.ParseAll(value);
            var bytes = Encoding.UTF8.GetBytes($"SIP/2.0 401 No\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>;tag=2\r\n"
                + $"Call-ID: c\r\nCSeq: 1 OPTIONS\r\nWWW-Authenticate: {value}\r\nContent-Length: 0\r\n\r\n");
            if (SipParser.Parse(bytes).Message is not SipResponse response) return;
            var request = new SipRequest(SipMethods.Options, new SipUri { Host = "h" });
            if (new DigestClient(new TestCredentials()).Answer(response, request, out var refusal) is not { } answer)
            {
                Assert.NotEqual(DigestRefusal.None, refusal);
                return;
            }

            answer.AddTo(request);
            var fields = Assert.Single(DigestFields.ParseAll(request.Headers["Authorization"]!));
            Assert.Equal((answer.Realm, "alice", "sip:h"), (fields["realm"], fields["username"], fields["uri"]));
        });

    [Fact]
    public void Uri_ThatIsReadIsWrittenTheSame() => ForEach(
        random => Junk.Spoil(random.Next(2) == 0 ? Junk.Uri(random) : "sip:us%20er:pw@[2001:db8::1]:5060;transport=udp;x=%41?h=v", random),
        text =>
        {
            if (!SipUri.TryParse(text, out var uri)) return;
            var wire = uri.ToString();
            Assert.DoesNotContain(wire, c => c <= ' ');
            Assert.True(SipUri.TryParse(wire, out var again), wire);
            Assert.Equal(uri, again);
            Assert.Equal(wire, again.ToString());
        });

    [Fact]
    public void NameAddr_ThatIsReadIsWrittenTheSame() => ForEach(
        random => Junk.Spoil($"\"Ann \\\"B\\\"\" <{Junk.Uri(random)}>;tag=x;y=\"z\\\\\"", random),
        text =>
        {
            if (SipText.HasControl(text) || !NameAddr.TryParse(text, out var address)) return;
            Assert.True(NameAddr.TryParse(address.ToString(), out var again), address.ToString());
            Assert.Equal((address.Uri, address.Parameters), (again.Uri, again.Parameters));
        });

    [Fact]
    public void Rtp_HeaderNeverReachesBeyondThePacket() => ForEach(
        random =>
        {
            var packet = new byte[random.Next(0, 200)];
            random.NextBytes(packet);
            if (packet.Length > 0 && random.Next(4) > 0) packet[0] = (byte)(0x80 | random.Next(0x40));
            return packet;
        },
        packet =>
        {
            if (!RtpHeader.TryRead(packet, out var header)) return;
            Assert.InRange(header.PayloadOffset, RtpHeader.Size, packet.Length);
            Assert.InRange(header.PayloadLength, 0, packet.Length - header.PayloadOffset);
        });

    [Fact]
    public void TelephoneEvent_AnyPayloadIsReadOrPassedOver()
    {
        var receiver = new DtmfReceiver();
        ForEach(
            random =>
            {
                var payload = new byte[random.Next(0, 12)];
                random.NextBytes(payload);
                return payload;
            },
            payload =>
            {
                var read = TelephoneEvent.TryRead(payload, out var telephoneEvent);
                Assert.Equal(payload.Length >= TelephoneEvent.Size, read);
                if (!read) return;
                Assert.InRange(telephoneEvent.Volume, 0, 63);
                var key = receiver.Take(1, BinaryPrimitives.ReadUInt32BigEndian(payload), payload[0] > 100, telephoneEvent);
                Assert.True(key is null || "0123456789*#ABCD".Contains(key.Value), $"{key}");
            });
    }

    // As a connection does: until a break, which is the last thing read.
    private static List<StreamFrame> Frames(byte[] bytes, int piece)
    {
        const int Most = 65_535;
        var framer = new StreamFramer(Most);
        List<StreamFrame> frames = [];
        for (var at = 0; at < bytes.Length;)
        {
            var room = framer.Free();
            Assert.InRange(room.Length, 1, 4 * Most);
            var count = Math.Min(Math.Min(piece, room.Length), bytes.Length - at);
            bytes.AsMemory(at, count).CopyTo(room);
            framer.Advance(count);
            at += count;
            while (framer.TryRead(out var frame) is var read && read != StreamFrame.None)
            {
                Assert.InRange(frame.Length, 0, read == StreamFrame.Message ? Most : bytes.Length);
                frames.Add(read);
                if (read == StreamFrame.Broken) return frames;
            }
        }

        return frames;
    }

    private static string Unfolded(string value) => value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static void ForEach<T>(Func<Random, T> make, Action<T> check)
    {
        for (var i = 0; i < Rounds; i++)
        {
            var input = make(new Random(Soak.Seed + i));
            try
            {
                check(input);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {Soak.Seed + i}: {Show(input)}", e);
            }
        }
    }

    private static string Show<T>(T input) => input switch
    {
        byte[] bytes => $"{bytes.Length} bytes, {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 3_000)))}",
        string text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + " " + SipText.Clean(text),
        _ => $"{input}",
    };
}
