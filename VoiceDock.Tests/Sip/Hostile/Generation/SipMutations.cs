using System.Globalization;

namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>The ways to break a message that know what a message is made of.</summary>
internal static class SipMutations
{
    private static readonly string[] Numeric = ["CSeq", "Max-Forwards", "Session-Expires", "Retry-After", "RSeq", "Min-SE"];
    private static readonly string[] Addresses = ["From", "To", "Contact", "Record-Route", "Refer-To"];
    private static readonly string[] Digests = ["Authorization", "WWW-Authenticate", "Proxy-Authenticate"];

    private static readonly string[] Starts =
        ["INVITE", "INVITE sip:a@b", "INVITE  sip:a@b SIP/2.0", "invite sip:a@b SIP/2.0", "INVITE sip:a@b SIP/3.0", "INVITE sip:a@b SIP/2.0 ", "SIP/2.0", "SIP/2.0 99 x", "SIP/2.0 1000 x",
            "SIP/2.0 -200 x", "SIP/2.0 200", "SIP/1.0 200 OK", "GET / HTTP/1.1", "\0\0\0\0", "INV\u0000ITE sip:a@b SIP/2.0", "INVITE sip:a@b;x=%0D%0A SIP/2.0", " ", "INVITE\tsip:a@b\tSIP/2.0",
            "ACK sip:a@b SIP/2.0", "CANCEL sip:a@b SIP/2.0", "SIP/2.0 200 \u0001"];

    private static readonly Action<SipDraft, Random>[] All =
    [
        static (draft, random) => draft.Headers.RemoveAt(random.Next(draft.Headers.Count)),
        static (draft, random) => draft.Headers.Insert(random.Next(draft.Headers.Count), draft.Headers[random.Next(draft.Headers.Count)]),
        static (draft, random) => Shuffle(draft.Headers, random),
        static (draft, random) => Any(draft, random, value => value + new string('x', random.Next(20_000))),
        static (draft, random) => Any(draft, random, value => value.Replace(" ", "\r\n ", StringComparison.Ordinal)),
        static (draft, random) => draft.Change(Numeric[random.Next(Numeric.Length)], value => Junk.Number(random) + value[Math.Max(0, value.IndexOf(' ', StringComparison.Ordinal))..]),
        static (draft, random) => draft.Change(Addresses[random.Next(Addresses.Length)], value => Junk.Uri(random) + (random.Next(2) == 0 ? "" : ";tag=1")),
        static (draft, random) => draft.Change(Addresses[random.Next(Addresses.Length)], value => $"\"{Junk.Spoil("name", random)}\" <{Junk.Uri(random)}>;tag={Junk.Piece(random)}"),
        static (draft, random) => draft.Start = draft.Start.Replace("sip:", Junk.Uri(random), StringComparison.Ordinal),
        static (draft, random) => draft.Start = Starts[random.Next(Starts.Length)],
        static (draft, random) => draft.Start = Junk.Spoil(draft.Start, random),
        static (draft, random) => draft.ContentLength = Junk.Number(random),
        static (draft, random) => draft.ContentLength = (draft.Body.Length + random.Next(-20, 65_536)).ToString(CultureInfo.InvariantCulture),
        static (draft, _) => draft.ContentLength = "",
        static (draft, random) => Any(draft, random, value => Junk.Spoil(value, random)),
        static (draft, random) => Any(draft, random, value => Repeat("\"\\\"", random) + value),
        static (draft, random) => Any(draft, random, value => Repeat(value + ",", random)),
        static (draft, random) => draft.Headers.InsertRange(0, Enumerable.Range(0, random.Next(1, 300)).Select(n => ("Via", $"SIP/2.0/UDP 127.0.0.66:{n};branch=z9hG4bKv{n}"))),
        static (draft, random) => draft.Headers.AddRange(Enumerable.Range(0, random.Next(1, 300)).Select(n => ($"X-{n}", "1"))),
        static (draft, random) => draft.Change("Via", value => Junk.Spoil(value, random)),
        static (draft, random) => draft.Change("Via", value => value.Replace("branch=z9hG4bK", random.Next(2) == 0 ? "branch=" : "x=", StringComparison.Ordinal)),
        static (draft, random) => draft.Headers.Add((Junk.Spoil("Subject", random), Junk.Piece(random))),
        static (draft, random) => draft.LineEnd = random.Next(3) switch { 0 => "\n", 1 => "\r", _ => "\r\n\r\n" },
        static (draft, random) => draft.Body = SdpMutations.Break(draft.Body, random),
        static (draft, random) => draft.Body = SdpMutations.Break(SdpMutations.Break(draft.Body, random), random),
        static (draft, random) => draft.Body = string.Create(random.Next(2_000), random, static (span, r) => { for (var i = 0; i < span.Length; i++) span[i] = (char)r.Next(256); }),
        static (draft, random) => draft.Change(Digests[random.Next(Digests.Length)], value => DigestMutations.Break(value, random)),
        static (draft, random) => draft.Change("Content-Type", value => Junk.Spoil(value, random)),
        static (draft, random) => draft.Headers.Add(("Require", Junk.Spoil("100rel", random))),
        static (draft, random) => draft.Headers.Add(("Content-Encoding", "gzip")),
    ];

    /// <summary>Breaks the draft in one to four ways.</summary>
    public static void Break(SipDraft draft, Random random)
    {
        for (var n = random.Next(1, 5); n > 0 && draft.Headers.Count > 1; n--) All[random.Next(All.Length)](draft, random);
    }

    /// <summary>Breaks the finished bytes, half of the time not at all.</summary>
    public static byte[] Cut(byte[] bytes, Random random)
    {
        switch (random.Next(8))
        {
            case 0: return bytes[..random.Next(1, bytes.Length)];
            case 1: return bytes[random.Next(bytes.Length)..];
            case 2:
                for (var n = random.Next(1, 30); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 3: return [.. bytes, .. bytes];
            default: return bytes;
        }
    }

    private static void Any(SipDraft draft, Random random, Func<string, string> change)
    {
        var at = random.Next(draft.Headers.Count);
        draft.Headers[at] = (draft.Headers[at].Name, change(draft.Headers[at].Value));
    }

    // At most a message's length: longer ones would only fill the test's own memory.
    private static string Repeat(string text, Random random) => string.Concat(Enumerable.Repeat(text, random.Next(1, Math.Clamp(60_000 / text.Length, 2, 200))));

    private static void Shuffle(List<(string Name, string Value)> headers, Random random)
    {
        var order = headers.ToArray();
        random.Shuffle(order);
        headers.Clear();
        headers.AddRange(order);
    }
}
