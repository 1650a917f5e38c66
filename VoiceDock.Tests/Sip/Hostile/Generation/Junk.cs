namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>Things that parsers stumble over.</summary>
internal static class Junk
{
    private static readonly string[] Numbers =
        ["-1", "0", "00000000000000000001", "2147483648", "4294967296", "18446744073709551616", "99999999999999999999999", "1e9", "0x10", "1 2", "", " ",
            "\u0661\u0662", "+5", "1.5", "NaN", "2147483647"];

    private static readonly string[] Uris =
        ["sip:", "sip:@", "sip:@h", "sip:a@", "sip:a@b@c", "sip:[::1", "sip:[::g]", "sip:]", "sip:a:b:c@h:99999", "sip:h:-1", "sip:%", "sip:%zz@h", "sip:%00@h",
            "sips:x", "tel:", "tel:+1;phone-context=", "http://x/", "sip:a@h;lr;lr;=;==", "sip:a@h?x=%0d%0aX:1", "<sip:a@h>", "sip:a@h>", "sip :a@h",
            "\u202Esip:a@h", "sip:a@999.999.999.999", "sip:a@[fe80::1%25eth0]", ":", "//", "a", "urn:service:sos", "sip:a@127.0.0.1:0", "sip:a@0.0.0.0",
            "sip:a@255.255.255.255", "sip:a@224.0.0.1"];

    private static readonly string[] Pieces =
        ["\"", "\\", "\\\"", "<", ">", "<<", ">>", ";", ";;", "=", ",", ",,", "\0", "\r", "\n", "\r\n", "\r\n ", "\r\n\t", "\r\n\r\n", "\t", "\u000b", "\u007f",
            "\u0085", "\u2028", "\u2029", "\ufeff", "\ud7ff", "%", "%0d%0a", "%s%n", "${x}", "{0}", "--", "*", "()", "\r\nX-Evil: 1", "\r\nContent-Length: 0\r\n\r\n"];

    public static string Number(Random random) => Numbers[random.Next(Numbers.Length)];

    public static string Uri(Random random) => Uris[random.Next(Uris.Length)];

    public static string Piece(Random random) => Pieces[random.Next(Pieces.Length)];

    /// <summary>The text with some pieces put in, taken out or repeated.</summary>
    public static string Spoil(string text, Random random)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(5) switch
            {
                0 => text.Insert(at, Piece(random)),
                1 => text.Insert(at, new string((char)random.Next(1, 0x250), random.Next(1, 4))),
                2 => text[..at],
                3 => text[at..],
                _ => text.Insert(at, text[..Math.Min(random.Next(40), text.Length)]),
            };
        }

        return text;
    }
}
