using System.Globalization;
using System.Text.RegularExpressions;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks.Presets;

// The names that texts may use, and what stands behind each.
public sealed partial record PbxSide
{
    private static readonly PbxSide Sample = new("203.0.113.9", Trunk.DefaultPort, "20000-29999", null);

    private static readonly HashSet<string> Typed =
        ["username", "registration_username", "registration_user_uri", "host", "pbx_uri_host", "section", "certificate_names"];

    /// <summary>Whether a placeholder has a fact behind it.</summary>
    public static bool Knows(string placeholder) => placeholder is "password" or "registration_password" || Sample.Find(placeholder) is not null;

    public static bool KnowsCondition(string name) => Sample.Condition(name) is not null;

    /// <summary>Whether the fact may hold what a person typed.</summary>
    public static bool IsTyped(string placeholder) => Typed.Contains(placeholder);

    private bool IsIPv6 => OurAddress.Contains(':', StringComparison.Ordinal);

    private bool IsPlainUser => Username is not null && PlainUser().IsMatch(Username);

    private string UriHost => IsIPv6 ? $"[{OurAddress}]" : OurAddress;

    private bool Holds(string condition) => Condition(condition) ?? throw new FormatException($"There is no condition '{condition}'.");

    private bool? Condition(string name) => name switch
    {
        "udp" => Transport == TrunkTransport.Udp,
        "tcp" => Transport == TrunkTransport.Tcp,
        "tls" => Transport == TrunkTransport.Tls,
        "srtp" => Srtp != TrunkSrtp.Off,
        "srtp_required" => Srtp == TrunkSrtp.Required,
        "registers" => Mode == TrunkRegistrationMode.Registers,
        "accepts" => Mode == TrunkRegistrationMode.Accepts,
        "static" => Mode == TrunkRegistrationMode.None,
        "user" => !string.IsNullOrEmpty(Username),
        "auth" => Mode != TrunkRegistrationMode.None || !string.IsNullOrEmpty(Username),
        "no_user" => string.IsNullOrEmpty(Username),
        "reached" => Mode != TrunkRegistrationMode.Registers,
        "odd_user" => !string.IsNullOrEmpty(Username) && !IsPlainUser,
        "ipv_six" => IsIPv6,
        "certificate" => CertificateNames.Count > 0,
        "pbx_media" => PbxMediaPorts is not null,
        _ => null,
    };

    private string? Find(string name) => name switch
    {
        "our_address" => OurAddress,
        "our_port" => Text(OurPort),
        "our_socket" => $"{UriHost}:{Text(OurPort)}",
        "our_uri_host" => UriHost,
        "our_cidr" => $"{OurAddress}/{Prefix}",
        "our_prefix" => Prefix,
        "rtp_ports" => RtpPorts,
        "rtp_first" => RtpPorts.Split('-')[0],
        "rtp_last" => RtpPorts.Split('-')[^1],
        "transport" => WireName.Of(Transport).ToUpperInvariant(),
        "transport_lower" => WireName.Of(Transport),
        "packet" => Transport == TrunkTransport.Udp ? "udp" : "tcp",
        "iptables" => IsIPv6 ? "ip6tables" : "iptables",
        "username" => Username ?? "voicedock",
        "section" => Mode == TrunkRegistrationMode.Registers && IsPlainUser ? Username : "voicedock",
        "registration_username" => RegistrationUsername ?? "<choose one>",
        "registration_user_uri" => RegistrationUsername is null ? "USERNAME" : Uri.EscapeDataString(RegistrationUsername),
        "certificate_names" => CertificateNames.Count > 0 ? string.Join(", ", CertificateNames) : "<no certificate is set on VoiceDock>",
        _ => FindOfPbx(name),
    };

    private string? FindOfPbx(string name) => name switch
    {
        "system" => System,
        "host" => string.IsNullOrEmpty(Host) ? "<address of the phone system>" : Host,
        "pbx_port" => Text(PbxPort),
        "pbx_rtp_first" => Text(PbxMediaPorts?.First ?? 10000),
        "pbx_rtp_last" => Text(PbxMediaPorts?.Last ?? 20000),
        "number_sample" => NumberSample,
        "caller_id_header" => CallerIdHeader switch
        {
            CallerIdHeader.Pai => "P-Asserted-Identity",
            CallerIdHeader.Rpid => "Remote-Party-ID",
            CallerIdHeader.Diversion => "Diversion",
            _ => "From",
        },
        "srtp" => Srtp switch { TrunkSrtp.Required => "SRTP with keys by SDES, required", TrunkSrtp.Optional => "SRTP with keys by SDES, where both sides can", _ => "none (RTP)" },
        "codecs" => Join(", ", "G.711 A-law", "G.711 u-law", "G.722"),
        "codecs_asterisk" => Join(",", "alaw", "ulaw", "g722"),
        "codecs_freeswitch" => Join(",", "PCMA", "PCMU", "G722"),
        "codecs_cisco_lines" => string.Join('\n', Codecs.Select((c, i) => $" codec preference {Text(i + 1)} {Word(c, "g711alaw", "g711ulaw", "g722-64")}")),
        _ => null,
    };

    private string Prefix => IsIPv6 ? "128" : "32";

    private string Join(string between, string pcma, string pcmu, string g722) => string.Join(between, Codecs.Select(c => Word(c, pcma, pcmu, g722)));

    private static string Word(string codec, string pcma, string pcmu, string g722) => codec switch { "PCMA" => pcma, "G722" => g722, _ => pcmu };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex PlainUser();
}
