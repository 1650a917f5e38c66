using System.Collections.Frozen;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>Long names of header fields, and the way from compact and odd spellings to them (RFC 3261 sections 7.3.1 and 20).</summary>
internal static class SipHeaderNames
{
    private static readonly string[] Long =
    [
        "Accept", "Accept-Contact", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Allow-Events", "Authentication-Info",
        "Authorization",
        "Call-ID", "Call-Info", "Contact", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Type",
        "CSeq", "Date", "Diversion", "Error-Info", "Event", "Expires", "From", "Geolocation", "History-Info", "Identity", "Identity-Info",
        "In-Reply-To", "Join",
        "Max-Breadth", "Max-Forwards", "MIME-Version", "Min-Expires", "Min-SE", "Organization", "P-Access-Network-Info", "P-Asserted-Identity",
        "P-Called-Party-ID", "P-Charging-Vector", "P-Early-Media", "P-Preferred-Identity", "Path", "Priority", "Privacy", "Proxy-Authenticate",
        "Proxy-Authorization", "Proxy-Require", "RAck", "Reason", "Record-Route", "Refer-Sub", "Refer-To", "Referred-By", "Reject-Contact",
        "Remote-Party-ID", "Replaces", "Reply-To", "Request-Disposition", "Require", "Retry-After", "Route", "RSeq", "Server", "Service-Route",
        "Session-Expires", "Subject", "Subscription-State", "Supported", "Target-Dialog", "Timestamp", "To", "Unsupported", "User-Agent",
        "User-to-User",
        "Via", "Warning", "WWW-Authenticate",
    ];

    private static readonly (string Compact, string Name)[] Compact =
    [
        ("a", "Accept-Contact"), ("b", "Referred-By"), ("c", "Content-Type"), ("d", "Request-Disposition"), ("e", "Content-Encoding"),
        ("f", "From"), ("i", "Call-ID"), ("j", "Reject-Contact"), ("k", "Supported"), ("l", "Content-Length"), ("m", "Contact"),
        ("n", "Identity-Info"), ("o", "Event"), ("r", "Refer-To"), ("s", "Subject"), ("t", "To"), ("u", "Allow-Events"), ("v", "Via"),
        ("x", "Session-Expires"), ("y", "Identity"),
    ];

    private static readonly FrozenDictionary<string, string> Names =
        Long.Select(n => (n, n)).Concat(Compact).ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> NamesBySpan =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Normalize(string name) => Names.TryGetValue(name, out var known) ? known : name;

    public static string Normalize(ReadOnlySpan<char> name) => NamesBySpan.TryGetValue(name, out var known) ? known : name.ToString();

    /// <summary>Headers whose comma-separated values the parser puts on lines of their own (RFC 3261 section 7.3.1 calls the two equal).</summary>
    public static bool IsSplit(string name) => name is "Via" or "Contact" or "Route" or "Record-Route" or "Path" or "Service-Route";
}
