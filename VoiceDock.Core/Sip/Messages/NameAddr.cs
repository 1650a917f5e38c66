using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The value of From, To, Contact, Route and the like (RFC 3261 section 20.10): an optional display name, a URI, header
/// parameters.</summary>
public sealed record NameAddr
{
    /// <summary>A longer display name is cut when written.</summary>
    public const int MaxDisplayName = 64;

    /// <summary>Decoded, as the peer wrote it; null when absent.</summary>
    public string? DisplayName { get; init; }

    public required SipUri Uri { get; init; }

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    public string? Tag => Parameters["tag"];

    public NameAddr WithTag(string tag) => this with { Parameters = Parameters.With("tag", tag) };

    /// <summary>Without brackets, parameters belong to the header and not to the URI (RFC 3261 section 20.10).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out NameAddr? value)
    {
        value = null;
        text = SipText.Trim(text);
        string? display = null;
        ReadOnlySpan<char> uriText, rest;
        var open = SipText.IndexOutsideQuotes(text, '<');
        if (open < 0)
        {
            var semicolon = text.IndexOf(';');
            uriText = SipText.Trim(semicolon < 0 ? text : text[..semicolon]);
            rest = semicolon < 0 ? default : text[semicolon..];
            if (uriText.ContainsAny(",?")) return false;
        }
        else
        {
            if (!TryDisplay(SipText.Trim(text[..open]), out display)) return false;
            var close = text[open..].IndexOf('>');
            if (close < 0) return false;
            uriText = text.Slice(open + 1, close - 1);
            rest = text[(open + close + 1)..];
        }

        if (!SipUri.TryParse(uriText, out var uri) || !SipParameters.TryParse(rest, inUri: false, out var parameters)) return false;
        value = new NameAddr { DisplayName = display, Uri = uri, Parameters = parameters };
        return true;
    }

    /// <summary>As on the wire: display name quoted, escaped and cut, URI in brackets.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(96);
        if (!string.IsNullOrEmpty(DisplayName)) SipText.AppendQuoted(text, SipText.Cut(DisplayName, MaxDisplayName)).Append(' ');
        text.Append('<').Append(Uri).Append('>');
        return Parameters.AppendTo(text, inUri: false).ToString();
    }

    private static bool TryDisplay(ReadOnlySpan<char> text, out string? display)
    {
        display = null;
        if (text.IsEmpty) return true;
        if (text[0] == '"')
        {
            if (SipText.QuotedLength(text) != text.Length) return false;
            display = SipText.Unquote(text);
            return true;
        }

        // Phones send dots, commas and umlauts without quotes; only what could hide a second address is refused.
        if (text.ContainsAny("\"<>;:@")) return false;
        display = text.ToString();
        return true;
    }
}
