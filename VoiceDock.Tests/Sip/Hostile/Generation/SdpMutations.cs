using System.Globalization;

namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>Breaks a session description in one place.</summary>
internal static class SdpMutations
{
    private static readonly string[] Connections =
        ["IN IP4 0.0.0.0", "IN IP4 255.255.255.255", "IN IP4 224.2.36.42/127", "IN IP4 127.1", "IN IP4 0x7f.1", "IN IP6 ::", "IN IP6 fe80::1%eth0", "IN IP4",
            "IN IP4 host.invalid", "ATM NSAP x", "IN IP4 999.1.1.1", "IN IP6 ::ffff:127.0.0.1", "", "IN  IP4  127.0.0.66", "IN IP4 127.0.0.66/1/2/3/4"];

    private static readonly string[] Media =
        ["audio", "audio 1", "audio -1 RTP/AVP 0", "audio 65536 RTP/AVP 0", "audio 65535 RTP/AVP 0", "audio 0 RTP/AVP 0", "audio 4000/2 RTP/AVP 0", "audio 4001 RTP/AVP",
            "audio 4000 RTP/SAVP 0", "audio 4000 UDP/TLS/RTP/SAVPF 0", "audio 4000 RTP/AVP 128 255 -1 x", "image 4000 udptl t38", "video 4000 RTP/AVP 31",
            "audio 4000 RTP//AVP 0", "audio 4000 RTP/AVP " + "0 ", "message 4000 TCP/MSRP *", "audio 99999999999 RTP/AVP 0", "audio 4000 rtp/avp 0"];

    private static readonly string[] Attributes =
        ["rtpmap:0 PCMU/0", "rtpmap:0 PCMU/99999999999", "rtpmap:0", "rtpmap: ", "rtpmap:0 /8000", "rtpmap:101 telephone-event/-1", "fmtp:101 0-99999999999",
            "ptime:0", "ptime:-20", "ptime:99999999999", "ptime:20\u0000", "maxptime:1", "sendonly", "inactive", "sendrecv sendonly", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
            "crypto:1 X inline:", "candidate:1 1 UDP 1 10.0.0.1 1 typ host", "rtcp:99999", "rtcp-mux", "setup:actpass", "=", "", ":", "fingerprint:sha-256 00"];

    public static string Break(string sdp, Random random)
    {
        var lines = sdp.Split("\r\n").ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(12))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[random.Next(lines.Count)]); break;
            case 2: Set(lines, "c=", Connections[random.Next(Connections.Length)]); break;
            case 3: Set(lines, "m=", Media[random.Next(Media.Length)]); break;
            case 4: lines.Insert(lines.Count - 1, "a=" + Attributes[random.Next(Attributes.Length)]); break;
            case 5: (lines[at], lines[^1]) = (lines[^1], lines[at]); break;
            case 6: lines[at] = Junk.Spoil(lines[at], random); break;
            case 7: lines.InsertRange(at, Enumerable.Repeat("m=audio 4000 RTP/AVP 0", random.Next(1, 40))); break;
            case 8: lines.InsertRange(at, Enumerable.Repeat("a=x", random.Next(1, 2_000))); break;
            case 9: Set(lines, "m=", "audio 4000 RTP/AVP " + string.Join(' ', Enumerable.Range(0, random.Next(200)).Select(n => n.ToString(CultureInfo.InvariantCulture)))); break;
            case 10: lines.RemoveRange(at, lines.Count - at); break;
            default: Set(lines, "o=", Junk.Number(random) + " " + Junk.Number(random) + " " + Junk.Number(random) + " IN IP4 x"); break;
        }

        return string.Join(random.Next(6) == 0 ? "\n" : "\r\n", lines);
    }

    private static void Set(List<string> lines, string kind, string value)
    {
        var at = lines.FindIndex(line => line.StartsWith(kind, StringComparison.Ordinal));
        if (at >= 0) lines[at] = kind + value;
        else lines.Add(kind + value);
    }
}
