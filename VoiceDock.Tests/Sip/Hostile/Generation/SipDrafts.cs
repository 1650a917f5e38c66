using System.Net;

namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>Whole messages to start from: every method and the responses that mean something to us.</summary>
/// <param name="from">Where answers shall go.</param>
/// <param name="to">Who is addressed.</param>
/// <param name="goodCallId">The Call-ID of a call that must not be harmed; some messages carry it, never with its tags.</param>
internal sealed class SipDrafts(IPEndPoint from, IPEndPoint to, string goodCallId)
{
    public const string Sdp =
        "v=0\r\no=x 1 1 IN IP4 127.0.0.66\r\ns=-\r\nc=IN IP4 127.0.0.66\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 8 101\r\n"
        + "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

    private const string Challenge =
        "Digest realm=\"pbx, \\\"main\\\"\", nonce=\"0123456789abcdef\", opaque=\"o\", algorithm=SHA-256, qop=\"auth,auth-int\", stale=false";

    private const string Credentials =
        "Digest username=\"alice\", realm=\"pbx\", nonce=\"n1\", uri=\"sip:pbx\", response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5, "
        + "cnonce=\"c\", qop=auth, nc=00000001";

    private static readonly string[] Methods =
        ["INVITE", "INVITE", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "UPDATE", "PRACK", "INFO", "REFER", "NOTIFY", "MESSAGE", "SUBSCRIBE"];

    private static readonly int[] Statuses = [100, 180, 183, 200, 200, 202, 302, 401, 407, 422, 481, 486, 491, 503, 603];

    /// <summary>A request, or now and then a response to nobody.</summary>
    public SipDraft Any(Random random) =>
        random.Next(5) > 0 ? Request(Methods[random.Next(Methods.Length)], random) : Stray(random);

    /// <summary>The answer to a request of the agent's, from its headers.</summary>
    public static SipDraft Response(IEnumerable<(string Name, string Value)> copied, IPEndPoint contact, Random random)
    {
        var status = Statuses[random.Next(Statuses.Length)];
        return new SipDraft(
            $"SIP/2.0 {status} Whatever",
            [.. copied, ("Contact", $"<sip:x@{contact}>"), ("WWW-Authenticate", Challenge), ("Proxy-Authenticate", Challenge), ("Retry-After", "5"),
                ("Allow", "INVITE, ACK, BYE"), ("RSeq", "1"), ("Min-SE", "90"), ("Content-Type", "application/sdp")],
            Sdp);
    }

    private SipDraft Request(string method, Random random)
    {
        var withSdp = method is "INVITE" or "UPDATE" or "ACK" or "PRACK";
        var callId = random.Next(5) == 0 ? goodCallId : $"h{random.NextInt64():x}@hostile";
        var inDialog = random.Next(3) == 0;
        return new SipDraft(
            $"{method} sip:100@{to} SIP/2.0",
            [
                ("Via", $"SIP/2.0/UDP {from};branch=z9hG4bK{random.NextInt64():x};rport"),
                ("Max-Forwards", "70"),
                ("From", $"\"A \\\"quoted\\\" name\" <sip:a@{from}>;tag={random.Next():x}"),
                ("To", $"<sip:100@{to}>{(inDialog ? $";tag={random.Next():x}" : "")}"),
                ("Call-ID", callId),
                ("CSeq", $"{random.Next(1, 100)} {method}"),
                ("Contact", $"<sip:a@{from};transport=udp>;q=0.5"),
                ("Record-Route", $"<sip:{from};lr>, <sip:127.0.0.66;lr>"),
                ("Authorization", Credentials),
                ("User-Agent", "Phone/1.0 (hostile)"),
                ("Supported", "100rel, timer, replaces"),
                ("Session-Expires", "1800;refresher=uac"),
                ("Refer-To", "<sip:200@127.0.0.66?Replaces=x%3Bto-tag%3D1>"),
                ("Reason", "Q.850;cause=16;text=\"Normal\""),
                ("Content-Type", withSdp ? "application/sdp" : "application/dtmf-relay"),
            ],
            withSdp ? Sdp : "Signal=5\r\nDuration=160\r\n");
    }

    private SipDraft Stray(Random random) => Response(
        [
            ("Via", $"SIP/2.0/UDP {to};branch=z9hG4bK{random.NextInt64():x};rport"),
            ("From", $"<sip:agent@{to}>;tag={random.Next():x}"),
            ("To", $"<sip:200@{from}>;tag={random.Next():x}"),
            ("Call-ID", random.Next(3) == 0 ? goodCallId : "nobody"),
            ("CSeq", $"{random.Next(1, 5)} INVITE"),
        ],
        from,
        random);
}
