using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The first line of a message (RFC 3261 sections 7.1 and 7.2): strictly one space between its parts.</summary>
internal readonly record struct SipStartLine
{
    public SipParseError? Problem { get; private init; }

    public bool IsResponse { get; private init; }

    public string? Method { get; private init; }

    public SipUri? Uri { get; private init; }

    private int Status { get; init; }

    private string? Reason { get; init; }

    public static SipStartLine Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).AsSpan();
        var isResponse = text.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase);
        if (SipText.HasControl(text)) return new() { IsResponse = isResponse, Problem = new("Control character in the start line") };
        return isResponse ? ParseStatus(text) : ParseRequest(text);
    }

    /// <summary>Only without a <see cref="Problem"/>.</summary>
    public SipMessage Build(SipHeaders headers) =>
        IsResponse ? new SipResponse(Status, Reason!, headers, []) : new SipRequest(Method!, Uri!, headers, []);

    private static SipStartLine ParseStatus(ReadOnlySpan<char> text)
    {
        var bad = new SipStartLine { IsResponse = true, Problem = new("Malformed status line") };
        if (!text.StartsWith("SIP/2.0 ", StringComparison.OrdinalIgnoreCase)) return bad;
        text = text[8..];
        if (text.Length < 3 || (text.Length > 3 && text[3] != ' ')) return bad;
        if (!int.TryParse(text[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 699) return bad;
        var usual = SipReasons.For(status);
        var reason = text.Length > 4 ? text[4..] : default;
        return new() { IsResponse = true, Status = status, Reason = reason.SequenceEqual(usual) ? usual : reason.ToString() };
    }

    private static SipStartLine ParseRequest(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf(' ');
        var last = text.LastIndexOf(' ');
        if (first <= 0 || !SipText.IsToken(text[..first])) return new() { Problem = new("Malformed request line") };
        var method = SipMethods.Intern(text[..first]);
        if (last == first) return new() { Method = method, Problem = new("Malformed request line") };
        var version = text[(last + 1)..];
        var uriText = text[(first + 1)..last];
        var readable = SipUri.TryParse(uriText, out var uri);
        SipParseError? problem = null;
        if (!version.Equals("SIP/2.0", StringComparison.OrdinalIgnoreCase))
        {
            problem = version.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase)
                ? new("Version not supported", 505)
                : new("Malformed request line");
        }
        else if (!readable || uri!.HasHeaders)
        {
            problem = new("Malformed Request-URI");
        }

        return new() { Method = method, Uri = uri, Problem = problem };
    }
}
