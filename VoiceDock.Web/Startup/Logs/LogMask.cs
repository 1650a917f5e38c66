using System.Text.RegularExpressions;

namespace VoiceDock.Web.Startup.Logs;

/// <summary>
/// Takes secrets out of a line on its way to the log, whoever wrote it: sign-in data of SIP and HTTP, cookies, SRTP keys, our own keys and one-time links,
/// passwords in connection strings. Works on plain text and on text inside JSON. Every pattern is matched in linear time.
/// </summary>
public static partial class LogMask
{
    private const string Hidden = "***";

    /// <summary>The line with its secrets replaced by <c>***</c>; itself when it has none.</summary>
    public static string Apply(string line)
    {
        if (!Suspects().IsMatch(line))
            return line;
        line = Headers().Replace(line, "${name}" + Hidden);
        line = Parameters().Replace(line, "${name}" + Hidden);
        line = Bearer().Replace(line, "${name}" + Hidden);
        line = SrtpKeys().Replace(line, "${name}" + Hidden);
        line = Assignments().Replace(line, "${name}" + Hidden);
        line = HubArguments().Replace(line, "${name}" + Hidden);
        return OwnKeys().Replace(line, "${name}" + Hidden);
    }

    // One pass that most lines end at.
    [GeneratedRegex(@"authori[sz]ation|authentication-info|cookie|identity|bearer|basic|crypto|inline|vd_|vdk1_|token|nonce|response|opaque|password|pwd|secret|InvocationMessage", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suspects();

    // A header with all of its value: to the end of the line, also of one that is written as \r or \n inside JSON.
    [GeneratedRegex(@"(?<name>\b(?:proxy-)?(?:authorization|authentication-info)""?\s*[:=]\s*""?|\b(?:set-)?cookie""?\s*[:=]\s*""?|(?<![-\w])identity\s*:\s*)(?:\\[^rn]|[^\\\r\n])*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Headers();

    // Parameters of a challenge or its answer (RFC 8760 3), quoted or not, also with the quotes escaped.
    [GeneratedRegex(@"(?<name>\b(?:nonce|cnonce|nextnonce|opaque|response|rspauth)\s*=\s*\\?""?)[A-Za-z0-9+/=_.:\-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"(?<name>\b(?:bearer|basic)\s+)[A-Za-z0-9+/=_.~\-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bearer();

    // RFC 4568 9.1
    [GeneratedRegex(@"(?<name>a=crypto:|\binline:)(?:\\[^rn]|[^\\\r\n])*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SrtpKeys();

    // Query parameters, forms, connection strings, JSON members.
    [GeneratedRegex(@"(?<name>\b(?:[a-z_]{0,40}token|[a-z_]{0,40}password|pwd|[a-z_]{0,40}secret)\\?""?\s*[=:]\s*)(?:""(?:\\.|[^""\\\r\n])+""?|\\""[^""\\\r\n]+|[^\\\s""&;,<>'}]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignments();

    // What a browser's events carry to a circuit, as SignalR logs it at Debug: each letter that is typed, passwords among them.
    [GeneratedRegex(@"(?<name>InvocationMessage \{[^\[]*Arguments: \[)(?s:.)*", RegexOptions.CultureInvariant)]
    private static partial Regex HubArguments();

    // API keys keep what the console shows of them, the master key nothing.
    [GeneratedRegex(@"(?<name>\bvd_(?:live|test)_|\bvdk1_)[A-Za-z0-9_\-]{6,}", RegexOptions.CultureInvariant)]
    private static partial Regex OwnKeys();
}
