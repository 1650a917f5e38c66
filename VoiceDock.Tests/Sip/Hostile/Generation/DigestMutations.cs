namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>Breaks a challenge or credentials in one place.</summary>
internal static class DigestMutations
{
    private static readonly string[] Swaps =
        ["algorithm=MD5-sess", "algorithm=", "algorithm=\"SHA-256\"", "algorithm=SHA-512-256", "algorithm=X", "qop=auth-int", "qop=\"\"", "qop=auth,auth", "stale=TRUE", "nonce=\"\"",
            "nonce=", "realm=\"a\", realm=\"b\"", "realm=\"unended", "realm=\"\\", "nc=zzzzzzzz", "nc=00000000", "domain=\"x\"", "charset=UTF-8", "userhash=true",
            "opaque=\"\r\nX-Evil: 1\"", "=\"x\"", "nonce==\"x\"", ",,,,", "username*=UTF-8''x"];

    public static string Break(string value, Random random)
    {
        var parts = value.Split(", ").ToList();
        var at = random.Next(parts.Count);
        switch (random.Next(7))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.Add(parts[at]); break;
            case 2: parts[at] = Swaps[random.Next(Swaps.Length)]; break;
            case 3: parts.Insert(at, Swaps[random.Next(Swaps.Length)]); break;
            case 4: parts[0] = random.Next(3) switch { 0 => "Basic", 1 => "Digest", _ => "NTLM x" }; break;
            case 5: return Junk.Spoil(value, random);
            default: parts[at] += new string('x', random.Next(9_000)); break;
        }

        return string.Join(", ", parts);
    }
}
