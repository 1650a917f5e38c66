using System.Buffers;
using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>Datagram to message, within strict limits (RFC 3261 sections 7, 18.3 and 20). Never throws on input, whatever it is.
/// LWS around separators, folding, compact forms and several values on a line are understood; a message with a wrong start line, a
/// control character, a missing or doubled mandatory header, or a body shorter than it says is refused with a reason.</summary>
public static class SipParser
{
    public const int MaxMessageBytes = 65535;
    public const int MaxHeaderBytes = 8192;
    public const int MaxHeaders = 128;
    private const int MaxNameBytes = 256;

    private static readonly SipUri UnreadableUri = new() { Host = "invalid" };

    public static SipParseResult Parse(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > MaxMessageBytes) return new(new SipParseError("Message too large", 513));
        var reader = new SipLineReader(datagram);
        reader.SkipEmptyLines();
        if (!reader.TryRead(out var line)) return new(new SipParseError("No start line"));
        if (line.Length > MaxHeaderBytes) return new(new SipParseError("Start line too long"));
        var start = SipStartLine.Parse(line);
        var headers = new SipHeaders();
        var headerProblem = ReadHeaders(ref reader, headers);
        if (start.Problem is null)
        {
            var message = start.Build(headers);
            headerProblem ??= message.FindProblem() ?? ReadBody(message, reader.Rest);
            if (headerProblem is null) return new(message);
        }

        var error = start.Problem ?? new SipParseError(headerProblem!);
        return new(start.IsResponse ? error : error with { Partial = Salvage(start, headers) });
    }

    /// <summary>What an answer can be made from: the other side finds its transaction again by the top Via and the CSeq's method alone
    /// (RFC 3261 section 17.1.3), so everything else may be missing or broken, and is sent back as it came (RFC 4475 section 3.3.1).</summary>
    private static SipRequest? Salvage(SipStartLine start, SipHeaders headers)
    {
        var cseq = headers["CSeq"].AsSpan();
        var method = cseq[(cseq.LastIndexOfAny(' ', '\t') + 1)..];
        if (!SipText.IsToken(method) || method.Length == cseq.Length || !Via.TryParse(headers["Via"], out _)) return null;
        var readable = new SipHeaders();
        foreach (var (name, value) in headers)
        {
            if (name != "Via" || Via.TryParse(value, out _)) readable.AddChecked(name, value);
        }

        return new SipRequest(start.Method ?? SipMethods.Intern(method), start.Uri ?? UnreadableUri, readable, []);
    }

    private static string? ReadHeaders(ref SipLineReader reader, SipHeaders headers)
    {
        string? problem = null;
        while (reader.TryRead(out var line))
        {
            if (headers.Count >= MaxHeaders) return problem ?? "Too many headers";
            if (line.Length > MaxHeaderBytes) problem ??= "Header line too long";
            else problem = AddHeader(line, reader.Folded, headers) is { } bad ? problem ?? bad : problem;
        }

        return problem ?? (reader.AtBody ? null : "Headers without an end");
    }

    private static string? AddHeader(ReadOnlySpan<byte> line, bool folded, SipHeaders headers)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return "Header without a name";
        var nameBytes = line[..colon].TrimEnd(" \t"u8);
        if (nameBytes.Length > MaxNameBytes) return "Header name too long";
        Span<char> name = stackalloc char[MaxNameBytes];
        if (Ascii.ToUtf16(nameBytes, name, out var length) != OperationStatus.Done || !SipText.IsToken(name[..length]))
            return "Malformed header name";
        var longName = SipHeaderNames.Normalize(name[..length]);
        var value = Encoding.UTF8.GetString(line[(colon + 1)..].Trim(" \t"u8));
        if (folded) value = SipText.Unfold(value);
        if (SipText.HasControl(value)) value = SipText.WithoutEscapedControls(value);
        if (SipText.HasControl(value)) return "Control character in a header";
        if (!SipHeaderNames.IsSplit(longName))
        {
            headers.AddChecked(longName, value);
            return null;
        }

        foreach (var part in SipValueList.Split(value))
        {
            if (headers.Count >= MaxHeaders) return "Too many headers";
            headers.AddChecked(longName, part);
        }

        return null;
    }

    // Without Content-Length a datagram's end is the body's; bytes beyond it are padding (section 18.3).
    private static string? ReadBody(SipMessage message, ReadOnlySpan<byte> rest)
    {
        if (message.Headers["Content-Length"] is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return "Malformed Content-Length";
            if (length > rest.Length) return "Body shorter than Content-Length";
            rest = rest[..length];
        }

        message.Body = rest.ToArray();
        return null;
    }
}
