using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>One challenge or credentials value: <c>Digest realm="a, \"b\"", nonce=x</c>, cut by a quoted-string tokenizer (RFC 7235 section 2.1,
/// RFC 3261 section 25.1). A parameter given twice makes the whole value unreadable.</summary>
internal sealed class DigestFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>All Digest values of a header line, in order; other schemes are passed over. What follows a malformed place is ignored, the
    /// value it stands in too.</summary>
    public static IReadOnlyList<DigestFields> ParseAll(string header)
    {
        var found = new List<DigestFields>(1);
        DigestFields? current = null;
        var rest = header.AsSpan();
        while (!(rest = rest.TrimStart(" \t,")).IsEmpty)
        {
            var length = rest.IndexOfAny(" \t,=\"");
            var name = length < 0 ? rest : rest[..length];
            var after = rest[name.Length..].TrimStart(" \t");
            if (!SipText.IsToken(name)) return Without(found, current);
            if (!after.StartsWith("="))
            {
                current = name.Equals("Digest", StringComparison.OrdinalIgnoreCase) ? new DigestFields() : null;
                if (current is not null) found.Add(current);
                rest = after;
                continue;
            }

            if (!TryValue(ref after, out var value)) return Without(found, current);
            rest = after;
            if (current is not null && !current._values.TryAdd(name.ToString(), value)) return Without(found, current);
        }

        return found;
    }

    public static StringBuilder AppendQuoted(StringBuilder target, string name, string value) =>
        SipText.AppendQuoted(target.Append(name).Append('='), value);

    private static List<DigestFields> Without(List<DigestFields> found, DigestFields? broken)
    {
        if (broken is not null) found.Remove(broken);
        return found;
    }

    private static bool TryValue(ref ReadOnlySpan<char> rest, out string value)
    {
        value = "";
        rest = rest[1..].TrimStart(" \t");
        if (!rest.StartsWith("\""))
        {
            var end = rest.IndexOfAny(" \t,\"");
            value = (end < 0 ? rest : rest[..end]).ToString();
            rest = rest[value.Length..];
            return !rest.StartsWith("\"");
        }

        var length = SipText.QuotedLength(rest);
        if (length < 0) return false;
        value = SipText.Unquote(rest[..length]);
        rest = rest[length..].TrimStart(" \t");
        return rest.IsEmpty || rest[0] == ',';
    }
}
