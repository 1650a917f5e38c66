using System.Globalization;
using System.Net;
using System.Text;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>A SIP message as plain text, read without the product's parser so that a bug there cannot hide from a test.</summary>
public sealed record WireMessage(string Text, IPEndPoint From)
{
    public string StartLine => Text[..Text.IndexOf('\r')];

    public bool IsResponse => StartLine.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    /// <summary>0 for a request.</summary>
    public int Status => IsResponse ? int.Parse(StartLine.AsSpan(8, 3), CultureInfo.InvariantCulture) : 0;

    /// <summary>Of a response: the method it answers.</summary>
    public string Method => IsResponse ? Header("CSeq").Split(' ')[1] : StartLine[..StartLine.IndexOf(' ')];

    public string RequestUri => StartLine.Split(' ')[1];

    public uint CSeq => uint.Parse(Header("CSeq").Split(' ')[0], CultureInfo.InvariantCulture);

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string Branch => Parameter(Header("Via"), "branch")!;

    public string? FromTag => Parameter(Header("From"), "tag");

    public string? ToTag => Parameter(Header("To"), "tag");

    public bool Has(string name) => All(name).Any();

    /// <summary>The first value; fails when there is none.</summary>
    public string Header(string name) => All(name).FirstOrDefault() ?? throw new InvalidOperationException($"No {name} in:\n{Text}");

    public IEnumerable<string> All(string name) =>
        Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Skip(1)
            .Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(l => l[(name.Length + 1)..].Trim());

    /// <summary>A response to this request with what 8.2.6 copies; headers end with no line break.</summary>
    public string Answer(string status, string? toTag = null, string headers = "", string body = "")
    {
        var to = Header("To");
        if (toTag is not null && ToTag is null) to += $";tag={toTag}";
        var vias = string.Join("\r\n", All("Via").Select(v => $"Via: {v}"));
        return Compose($"SIP/2.0 {status}\r\n{vias}\r\nFrom: {Header("From")}\r\nTo: {to}\r\nCall-ID: {Header("Call-ID")}\r\nCSeq: {Header("CSeq")}", headers, body);
    }

    /// <summary>Start line and headers (no line break at the end), further headers, body: a whole message with Content-Length.</summary>
    public static string Compose(string head, string headers, string body)
    {
        var text = new StringBuilder(head.ReplaceLineEndings("\r\n"));
        if (headers.Length > 0) text.Append("\r\n").Append(headers.ReplaceLineEndings("\r\n"));
        if (body.Length > 0) text.Append("\r\nContent-Type: application/sdp");
        var wire = body.ReplaceLineEndings("\r\n");
        return text.Append(CultureInfo.InvariantCulture, $"\r\nContent-Length: {Encoding.UTF8.GetByteCount(wire)}\r\n\r\n{wire}").ToString();
    }

    private static string? Parameter(string value, string name)
    {
        var at = value.IndexOf($";{name}=", StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = value[(at + name.Length + 2)..];
        var end = rest.IndexOfAny([';', ',', '>']);
        return end < 0 ? rest : rest[..end];
    }
}
