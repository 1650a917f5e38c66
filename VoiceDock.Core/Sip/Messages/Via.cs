using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>One hop of the Via header (RFC 3261 section 20.42, RFC 3581).</summary>
public sealed record Via
{
    private readonly string _transport = "UDP";
    private readonly string _host = "";

    /// <summary>Upper case: UDP, TCP, TLS.</summary>
    public string Transport
    {
        get => _transport;
        init => _transport = SipText.IsToken(value) ? value.ToUpperInvariant() : throw new ArgumentException("Not a transport.", nameof(value));
    }

    /// <summary>sent-by host; an IPv6 address stands here without brackets.</summary>
    public required string Host
    {
        get => _host;
        init => _host = SipHost.IsValid(value) ? value : throw new ArgumentException("Not a host name or address.", nameof(value));
    }

    public int? Port { get; init; }

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    public string? Branch => Parameters["branch"];

    /// <summary>The address the next hop saw; null when absent or not an address.</summary>
    public IPAddress? Received =>
        Parameters["received"] is { } text && IPAddress.TryParse(text.AsSpan().TrimStart('[').TrimEnd(']'), out var address) ? address : null;

    /// <summary>The port the next hop saw; null also for a bare <c>rport</c> that only asks for it (<c>Parameters.Has("rport")</c>).</summary>
    public int? RPort => SipHost.TryPort(Parameters["rport"], out var port) && port > 0 ? port : null;

    /// <summary>What stands before the transport: <c>SIP/2.0</c>, or what a peer of another version wrote.</summary>
    internal string Protocol { get; init; } = "SIP/2.0";

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Via? value)
    {
        value = null;
        text = SipText.Trim(text);
        var slash = text.IndexOf('/');
        if (slash < 0) return false;
        var name = SipText.Trim(text[..slash]);
        text = text[(slash + 1)..];
        slash = text.IndexOf('/');
        if (slash < 0) return false;
        var version = SipText.Trim(text[..slash]);
        text = SipText.Trim(text[(slash + 1)..]);
        var blank = text.IndexOfAny(' ', '\t');
        if (blank < 0 || !SipText.IsToken(name) || !SipText.IsToken(version) || !SipText.IsToken(text[..blank])) return false;
        var transport = text[..blank];
        text = text[blank..];
        var semicolon = text.IndexOf(';');
        if (!SipHost.TryParse(semicolon < 0 ? text : text[..semicolon], out var host, out var port)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? default : text[semicolon..], inUri: false, out var parameters)) return false;
        var protocol = name is "SIP" && version is "2.0" ? "SIP/2.0" : $"{name.ToString().ToUpperInvariant()}/{version}";
        value = new Via { Transport = transport.ToString(), Host = host, Port = port, Parameters = parameters, Protocol = protocol };
        return true;
    }

    public override string ToString() => $"{Protocol}/{Transport} {SipHost.Write(Host, Port)}{Parameters}";
}
