using System.Globalization;
using System.Text.RegularExpressions;

namespace VoiceDock.Core.Trunks;

/// <summary>The facts about this VoiceDock that the other side has to enter.</summary>
/// <param name="OurAddress">The signalling address the PBX sees.</param>
/// <param name="OurPort">The SIP port.</param>
/// <param name="RtpPorts">For example <c>20000-29999</c>.</param>
/// <param name="Username">The trunk's user name; null when it has none. The password is never put into a text.</param>
public sealed partial record PbxSide(string OurAddress, int OurPort, string RtpPorts, string? Username)
{
    /// <summary>As PBXs write it: UDP, TCP, TLS.</summary>
    public string Transport { get; init; } = "UDP";

    /// <summary>The user the PBX registers with us as; null while it is not typed.</summary>
    public string? RegistrationUsername { get; init; }

    /// <summary>Why these facts may not lead here, and the setting that helps; null when nothing speaks against them.</summary>
    public string? Caution { get; init; }

    /// <summary>
    /// Fills <c>{our_address}</c>, <c>{our_port}</c>, <c>{transport}</c>, <c>{rtp_ports}</c>, <c>{username}</c>, <c>{registration_username}</c>, and the
    /// passwords with words.
    /// </summary>
    public string Fill(string text) => string.Concat(Parts(text).Select(p => p.Text));

    public IReadOnlyList<PbxStep> Fill(IEnumerable<PbxStep> steps) => [.. steps.Select(s => s with { Value = Fill(s.Value) })];

    /// <summary>The filled text cut into what is ours to copy (an address with its port stays one piece) and the words around it.</summary>
    public IReadOnlyList<PbxText> Parts(string text)
    {
        List<PbxText> parts = [];
        var end = 0;
        foreach (var match in Placeholder().EnumerateMatches(text))
        {
            if (match.Index > end) parts.Add(new(text[end..match.Index], PbxTextKind.Words));
            parts.Add(Value(text.Substring(match.Index, match.Length)));
            end = match.Index + match.Length;
        }

        if (end < text.Length) parts.Add(new(text[end..], PbxTextKind.Words));
        return parts;
    }

    private PbxText Value(string placeholder) => placeholder switch
    {
        "{our_address}" => new(OurAddress, PbxTextKind.Value),
        "{our_port}" => new(Port, PbxTextKind.Value),
        "{our_address}:{our_port}" => new(OurAddress.Contains(':') ? $"[{OurAddress}]:{Port}" : $"{OurAddress}:{Port}", PbxTextKind.Value),
        "{transport}" => new(Transport, PbxTextKind.Value),
        "{rtp_ports}" => new(RtpPorts, PbxTextKind.Value),
        "{registration_username}" => new(RegistrationUsername ?? "<choose one>", PbxTextKind.Value),
        "{username}" => new(Username ?? "voicedock", PbxTextKind.Value),
        _ => new("<ask the VoiceDock administrator>", PbxTextKind.Password),
    };

    private string Port => OurPort.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\{our_address\}:\{our_port\}|\{our_address\}|\{our_port\}|\{transport\}|\{rtp_ports\}|\{username\}|\{password\}|\{registration_username\}|\{registration_password\}")]
    private static partial Regex Placeholder();
}
