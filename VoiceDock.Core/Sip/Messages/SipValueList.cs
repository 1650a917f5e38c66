namespace VoiceDock.Core.Sip.Messages;

/// <summary>Cuts a header value at its commas, those within quotes and angle brackets excepted (RFC 3261 section 7.3.1).</summary>
internal static class SipValueList
{
    public static IReadOnlyList<string> Split(string value)
    {
        if (!value.Contains(',')) return [value];
        var values = new List<string>(2);
        var rest = value.AsSpan();
        while (true)
        {
            var comma = SipText.IndexOutsideQuotes(rest, ',', skipBrackets: true);
            values.Add(SipText.Trim(comma < 0 ? rest : rest[..comma]).ToString());
            if (comma < 0) return values;
            rest = rest[(comma + 1)..];
        }
    }
}
