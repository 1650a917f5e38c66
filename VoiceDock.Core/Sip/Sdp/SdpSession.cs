using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>A session description, reduced to what a phone call needs (RFC 4566, RFC 8866). Lines we do not use are passed over.</summary>
public sealed record SdpSession
{
    public SdpIdentity Identity { get; init; } = new(0, 0);

    /// <summary>Address of the session's c=; null when only media lines have one.</summary>
    public string? Host { get; init; }

    /// <summary>The t= value; an answer repeats the offer's (RFC 3264 section 6).</summary>
    public string Times { get; init; } = "0 0";

    /// <summary>Counts for media lines without one of their own.</summary>
    public SdpDirection Direction { get; init; } = SdpDirection.SendRecv;

    public IReadOnlyList<SdpMedia> Media { get; init; } = [];

    /// <summary>Never throws. CRLF and LF both end a line.</summary>
    /// <param name="problem">In words, without text of the peer, when the result is false.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SdpSession? session, [NotNullWhen(false)] out string? problem) =>
        new SdpReader().TryRead(text, out session, out problem);

    /// <summary>As on the wire, with a c= line at the session.</summary>
    public override string ToString()
    {
        var host = Host ?? "0.0.0.0";
        var kind = host.Contains(':') ? "IP6" : "IP4";
        var text = new StringBuilder(320);
        text.Append(CultureInfo.InvariantCulture, $"v=0\r\no=- {Identity.SessionId} {Identity.Version} IN {kind} {host}\r\ns=-\r\n");
        text.Append(CultureInfo.InvariantCulture, $"c=IN {kind} {host}\r\nt={Times}\r\n");
        foreach (var media in Media) media.AppendTo(text);
        return text.ToString();
    }

    /// <summary>Where a media line wants its packets; null when the address is missing, a name, or not one host's.</summary>
    internal IPAddress? AddressOf(SdpMedia media)
    {
        if ((media.Host ?? Host) is not { } host || host.Contains('%') || !IPAddress.TryParse(host, out var address)) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6Multicast ? null : address;

        // Spellings such as 127.1 or 010.0.0.1 mean different hosts to different readers.
        var isOneHost = address.GetAddressBytes()[0] < 224;
        return isOneHost && (host.Contains(':') || address.ToString() == host) ? address : null;
    }
}
