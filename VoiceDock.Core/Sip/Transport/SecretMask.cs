using System.Buffers;
using System.Text;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Takes every secret out of a message before anybody sees it: credentials and their nonces, SRTP keys. Works on raw text, line by line and
/// in bodies too (a message/sipfrag repeats headers), so that a message our parser refuses is masked as well.
/// </summary>
internal static class SecretMask
{
    private const string Mask = "***";
    private static readonly string[] WholeValue =
        ["Authorization", "Proxy-Authorization", "Authentication-Info", "Proxy-Authentication-Info", "Identity"];
    private static readonly string[] Challenge = ["WWW-Authenticate", "Proxy-Authenticate"];
    private static readonly string[] ChallengeSecrets = ["nonce", "opaque", "nextnonce", "response", "cnonce"];

    private static readonly SearchValues<char> FirstLetters =
        SearchValues.Create([.. WholeValue.Concat(Challenge).SelectMany(name => (char[])[char.ToUpperInvariant(name[0]), char.ToLowerInvariant(name[0])])]);

    private enum Kind
    {
        Plain,
        Whole,
        Challenge,
    }

    /// <summary>The message with its secrets masked; itself when it has none, which most have not.</summary>
    public static string Apply(string message)
    {
        if (!MayHoldSecret(message)) return message;
        var text = new StringBuilder(message.Length);
        var kind = Kind.Plain;
        for (var rest = message.AsSpan(); !rest.IsEmpty;)
        {
            var line = FirstLine(rest);
            rest = rest[line.Length..];
            var content = line.TrimEnd("\r\n");
            // A line that starts with a blank continues the header above it (RFC 3261 7.3.1).
            var folded = content.Length > 0 && content[0] is ' ' or '\t';
            if (!folded) kind = KindOf(content);
            Append(text, content, kind, folded);
            text.Append(line[content.Length..]);
        }

        return text.ToString();
    }

    private static bool MayHoldSecret(string message)
    {
        for (var rest = message.AsSpan(); !rest.IsEmpty;)
        {
            var line = FirstLine(rest);
            rest = rest[line.Length..];
            if (KindOf(line) != Kind.Plain || BodySecretAt(line) > 0) return true;
        }

        return false;
    }

    // With its line feed, where it has one.
    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return end < 0 ? text : text[..(end + 1)];
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> content, Kind kind, bool folded)
    {
        if (kind == Kind.Whole && folded) text.Append(' ').Append(Mask);
        else if (kind == Kind.Whole) text.Append(content[..(content.IndexOf(':') + 1)]).Append(' ').Append(Mask);
        else if (kind == Kind.Challenge) AppendChallenge(text, content);
        else AppendBodyLine(text, content);
    }

    private static Kind KindOf(ReadOnlySpan<char> line)
    {
        // Most lines of most messages are told by their first letter.
        if (line.IsEmpty || !FirstLetters.Contains(line[0])) return Kind.Plain;
        var colon = line.IndexOf(':');
        if (colon <= 0) return Kind.Plain;
        var name = line[..colon].TrimEnd(" \t");
        foreach (var secret in WholeValue)
        {
            if (name.Equals(secret, StringComparison.OrdinalIgnoreCase)) return Kind.Whole;
        }

        foreach (var challenge in Challenge)
        {
            if (name.Equals(challenge, StringComparison.OrdinalIgnoreCase)) return Kind.Challenge;
        }

        return Kind.Plain;
    }

    private static void AppendBodyLine(StringBuilder text, ReadOnlySpan<char> line)
    {
        var secret = BodySecretAt(line);
        if (secret > 0) text.Append(line[..secret]).Append(Mask);
        else text.Append(line);
    }

    // SDP: a=crypto (RFC 4568), k= (RFC 4566 5.12), a=key-mgmt (RFC 4567). Where the secret begins; 0 = there is none.
    private static int BodySecretAt(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("a=crypto:", StringComparison.OrdinalIgnoreCase)) return 9;
        if (line.StartsWith("a=key-mgmt:", StringComparison.OrdinalIgnoreCase)) return 11;
        return line.StartsWith("k=", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
    }

    // Copies up to each "name =", and replaces the value behind it when the name is a secret; quoted strings are stepped over whole.
    private static void AppendChallenge(StringBuilder text, ReadOnlySpan<char> line)
    {
        while (!line.IsEmpty)
        {
            var stop = line.IndexOfAny('=', '"');
            if (stop < 0) break;
            if (line[stop] == '"')
            {
                var quoted = stop + QuotedLength(line[stop..]);
                text.Append(line[..quoted]);
                line = line[quoted..];
                continue;
            }

            var secret = EndsWithSecretName(line[..stop].TrimEnd(" \t"));
            text.Append(line[..(stop + 1)]);
            line = line[(stop + 1)..];
            if (!secret) continue;
            line = line.TrimStart(" \t");
            var length = line.StartsWith("\"") ? QuotedLength(line) : line.IndexOfAny(',', ' ');
            text.Append('"').Append(Mask).Append('"');
            line = length < 0 ? default : line[length..];
        }

        text.Append(line);
    }

    private static bool EndsWithSecretName(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOfAny(" \t,") + 1;
        foreach (var name in ChallengeSecrets)
        {
            if (text[start..].Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // Length of the quoted string at the start; one that never ends takes all.
    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }

        return text.Length;
    }
}
