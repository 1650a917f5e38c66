using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>A <c>sip:</c> or <c>sips:</c> URI (RFC 3261 section 19.1); <c>tel:</c> and foreign schemes are kept as they came, with an empty
/// <see cref="Host"/>. <see cref="User"/> is decoded and may hold any character: clean it before it reaches a log or a screen.</summary>
public sealed record SipUri
{
    private readonly string _scheme = "sip";
    private readonly string _host = "";
    private readonly int? _port;
    private readonly string? _user;
    private string? _wireUser;
    private string? _wirePassword;
    private string? _wireHeaders;
    private string? _opaque;

    /// <summary>Lower case.</summary>
    public string Scheme
    {
        get => _scheme;
        init => _scheme = SipText.IsToken(value) ? value.ToLowerInvariant() : throw new ArgumentException("Not a URI scheme.", nameof(value));
    }

    /// <summary>Decoded; escaped again by <see cref="ToString"/>. For <c>tel:</c> the number. Null when the URI has none; an empty one becomes
    /// null.</summary>
    public string? User
    {
        get => _user;
        init
        {
            _user = string.IsNullOrEmpty(value) ? null : value;
            _wireUser = _user is null ? null : SipEscape.EscapeUser(_user);
            _wirePassword = null;
        }
    }

    /// <summary>Name or address; an IPv6 address stands here without brackets.</summary>
    public string Host
    {
        get => _host;
        init => _host = SipHost.IsValid(value) ? value : throw new ArgumentException("Not a host name or address.", nameof(value));
    }

    public int? Port
    {
        get => _port;
        init => _port = value is null or (>= 0 and <= 65535) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    public bool IsSip => Scheme is "sip" or "sips";

    /// <summary>The URI carries <c>?header=value</c>, which a Request-URI may not.</summary>
    public bool HasHeaders => _wireHeaders is not null;

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        var colon = text.IndexOf(':');
        if (colon <= 0 || !SipText.IsToken(text[..colon]) || SipText.HasControl(text) || text.ContainsAny("<>\" \t")) return false;
        var scheme = text[..colon];
        var rest = text[(colon + 1)..];
        if (scheme.Equals("sip", StringComparison.OrdinalIgnoreCase) || scheme.Equals("sips", StringComparison.OrdinalIgnoreCase))
            return TryParseSip(scheme.Length == 3 ? "sip" : "sips", rest, out uri);
        return TryParseOther(scheme.ToString(), rest, out uri);
    }

    public bool Equals(SipUri? other) =>
        other is not null && Scheme == other.Scheme && User == other.User && _wirePassword == other._wirePassword
        && Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase) && Port == other.Port && Parameters.Equals(other.Parameters)
        && _wireHeaders == other._wireHeaders && _opaque == other._opaque;

    public override int GetHashCode() => HashCode.Combine(Scheme, User, StringComparer.OrdinalIgnoreCase.GetHashCode(Host), Port);

    /// <summary>As on the wire, the user part escaped.</summary>
    public override string ToString()
    {
        if (_opaque is not null) return $"{Scheme}:{_opaque}";
        var text = new StringBuilder(64).Append(Scheme).Append(':');
        if (!IsSip)
        {
            text.Append(_wireUser);
        }
        else
        {
            if (_wireUser is not null) text.Append(_wireUser);
            if (_wirePassword is not null) text.Append(':').Append(_wirePassword);
            if (_wireUser is not null) text.Append('@');
            text.Append(SipHost.Write(Host, Port));
        }

        Parameters.AppendTo(text, inUri: true);
        return text.Append(_wireHeaders).ToString();
    }

    private static bool TryParseSip(string scheme, ReadOnlySpan<char> rest, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        ReadOnlySpan<char> user = default, password = default;
        var at = rest.IndexOf('@');
        if (at == 0) return false;
        if (at > 0)
        {
            user = rest[..at];
            rest = rest[(at + 1)..];
            var split = user.IndexOf(':');
            if (split >= 0)
            {
                password = user[split..];
                user = user[..split];
            }

            if (user.IsEmpty || !SipEscape.IsUser(user) || !SipEscape.IsUser(password)) return false;
        }

        var question = rest.IndexOf('?');
        var headers = question < 0 ? default : rest[question..];
        if (question >= 0) rest = rest[..question];
        var semicolon = rest.IndexOf(';');
        if (!SipHost.TryParse(semicolon < 0 ? rest : rest[..semicolon], out var host, out var port)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? default : rest[semicolon..], inUri: true, out var parameters)) return false;
        uri = new SipUri { Scheme = scheme, User = at > 0 ? SipEscape.Unescape(user) : null, Host = host, Port = port, Parameters = parameters };
        if (at > 0) uri._wireUser = user.ToString(); // kept verbatim: a peer may know its own spelling only
        if (!password.IsEmpty) uri._wirePassword = password[1..].ToString();
        if (!headers.IsEmpty) uri._wireHeaders = headers.ToString();
        return true;
    }

    private static bool TryParseOther(string scheme, ReadOnlySpan<char> rest, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        if (rest.IsEmpty) return false;
        if (!scheme.Equals("tel", StringComparison.OrdinalIgnoreCase))
        {
            uri = new SipUri { Scheme = scheme };
            uri._opaque = rest.ToString();
            return true;
        }

        var semicolon = rest.IndexOf(';');
        var number = semicolon < 0 ? rest : rest[..semicolon];
        if (number.IsEmpty || !SipEscape.IsUser(number)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? default : rest[semicolon..], inUri: true, out var parameters)) return false;
        uri = new SipUri { Scheme = scheme, User = SipEscape.Unescape(number), Parameters = parameters };
        uri._wireUser = number.ToString();
        return true;
    }
}
