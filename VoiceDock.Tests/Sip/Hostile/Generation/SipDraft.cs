using System.Text;

namespace VoiceDock.Tests.Sip.Hostile.Generation;

/// <summary>A message in pieces, so that a mutation can break one of them and leave the rest whole.</summary>
internal sealed class SipDraft(string start, IEnumerable<(string Name, string Value)> headers, string body)
{
    public string Start { get; set; } = start;

    public List<(string Name, string Value)> Headers { get; } = [.. headers];

    public string Body { get; set; } = body;

    public string LineEnd { get; set; } = "\r\n";

    /// <summary>Null: the true one. Empty: none.</summary>
    public string? ContentLength { get; set; }

    /// <summary>Changes the value of one header of that name, when there is one.</summary>
    public void Change(string name, Func<string, string> change)
    {
        var at = Headers.FindIndex(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at >= 0) Headers[at] = (Headers[at].Name, change(Headers[at].Value));
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder(1024).Append(Start).Append(LineEnd);
        foreach (var (name, value) in Headers) text.Append(name).Append(": ").Append(value).Append(LineEnd);
        var body = Encoding.Latin1.GetBytes(Body);
        if (ContentLength is not "") text.Append("Content-Length: ").Append(ContentLength ?? $"{body.Length}").Append(LineEnd);
        text.Append(LineEnd);
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. body];
    }
}
