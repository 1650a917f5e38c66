using System.Globalization;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>
/// The rules of the doctor by their ids: what to change where. One table for reports, for the explanations of transfers and for the SIP ladder.
/// The sentence that says what happened is the check's own, since it holds what was found.
/// </summary>
public static class DoctorRules
{
    private const string Fpbx = "freepbx", ThreeCx = "3cx", Switch = "freeswitch";

    private static readonly Dictionary<string, Row> Table = new()
    {
        ["R01"] = new(CheckSide.Network, "Check the spelling of the host. A name of the office network needs the office's DNS server; the PBX's IP address works too."),
        ["R02"] = new(CheckSide.Network, "Have the SRV record of the dead server taken out of DNS, or set the PBX's port here: then the SRV records are not used."),
        ["R03"] = new(CheckSide.Here, "Use the PBX's own LAN or public address, and a port it uses for SIP."),
        ["R04"] = new(CheckSide.There, "", WhenSilent: true),
        ["R05"] = new(CheckSide.There, "", WhenClosed: true),
        ["R06"] = new(CheckSide.There, "Enter the name the PBX's certificate is for as the host. With a private authority, put its certificate into this trunk. TLS 1.2 or later is needed."),
        ["R07"] = new(CheckSide.There, "Nothing has to change: calls show whether the trunk is alive.")
        {
            [Fpbx] = "Nothing has to change. FreePBX 17 can answer it: allow unauthenticated OPTIONS in the SIP settings.",
        },
        ["R08"] = new(CheckSide.Here, "Type the password again, and check the authentication name. If a softphone works with the same account, compare its user name and its authentication name.")
        {
            [ThreeCx] = "Check the Authentication ID: it is not the extension number. Then type the authentication password again.",
            [Fpbx] = "Type the trunk's secret again. The trunk's Authentication must be Inbound or Both, its Username the one entered here.",
        },
        ["R09"] = new(CheckSide.There, "Let the PBX recognise this server by its address, or enter a user name and password here.")
        {
            [Fpbx] = "Enter this server's address under Match (Permit) of the trunk, or enter the trunk's Username and Secret here.",
            [ThreeCx] = "Set the trunk's type of authentication to IP based, or enter its Authentication ID and password here.",
            ["cube"] = "Add this server to the trust list: voice service voip, ip address trusted list.",
        },
        ["R10"] = new(CheckSide.There, "Allow this server's address on the PBX. If it is allowed, check that the From user is the account and that the shown number belongs to it.")
        {
            ["telnyx"] = "Allow this server's address, and show a number of the account: caller ID policy 'number', or the Diversion header.",
            [Fpbx] = "Add this server's address to Match (Permit) and to the firewall's trusted networks.",
        },
        ["R11"] = new(CheckSide.There, "Check the user name, the domain and the number format; on the PBX, the inbound route for what is dialled.")
        {
            [Fpbx] = "Check that the trunk's Username is the one entered here, and that an inbound route or the trunk's context has what is dialled.",
            [Switch] = "Check the user and the domain: FreeSWITCH knows users by domain, not by IP address; what is dialled must be in the context public.",
        },
        ["R12"] = new(CheckSide.Here, "Switch registration off on this trunk.")
        {
            [ThreeCx] = "Switch registration off on this trunk. A 3CX account trunk registers to the other side: let the PBX register here instead.",
        },
        ["R13"] = new(CheckSide.There, "The PBX's own line to the destination does not work; look at its trunk, or use another one."),
        ["R14"] = new(CheckSide.There, "Nothing to change on the trunk: it is how the destination stands.")
        {
            [ThreeCx] = "Switch on 'Allow inbound calls' in the trunk's options if the answer was 600; else it is how the destination stands.",
        },
        ["R15"] = new(CheckSide.There, "Look on the PBX for a second route to the same destination."),
        ["R16"] = new(CheckSide.Here, "Change the number format or the prefix of this trunk."),
        ["R17"] = new(CheckSide.Here, "Choose codecs both sides have, and the same encryption (SRTP) on both."),
        ["R18"] = new(CheckSide.There, "The PBX routes the number back to us; correct its route."),
        ["R19"] = new(CheckSide.There, "Try again in a minute; look at the PBX's load and its own lines if it stays."),
        ["R20"] = new(CheckSide.There, "Have the PBX report how a transfer it took ends (NOTIFY)."),
        ["R21"] = new(CheckSide.Here, "Set Sip:PublicAddress to the address your router shows, and switch SIP ALG off."),
        ["R22"] = new(CheckSide.Network, "Open our audio ports (UDP) towards this server.")
        {
            [Fpbx] = "Open our audio ports (UDP) towards this server, and 10000-20000 UDP at the PBX; set Direct Media to no.",
            [ThreeCx] = "Open our audio ports (UDP) towards this server, and 9000-10999 UDP at the PBX; switch 'PBX delivers audio' on.",
        },
        ["R23"] = new(CheckSide.There, "Open the PBX's audio ports (UDP) for this server, and check SRTP on both sides."),
        ["R24"] = new(CheckSide.There, "Tell the PBX its public address.")
        {
            [Fpbx] = "Set the External Address and the Local Networks under Settings > Asterisk SIP Settings.",
            [ThreeCx] = "Run the firewall checker and set the public address in the 3CX network settings.",
            ["avaya"] = "Set the public address on the session border controller.",
        },
        ["R25"] = new(CheckSide.Network, "Switch SIP ALG off in the router, or use TLS, which it cannot read."),
        ["R26"] = new(CheckSide.There, "Switch RFC 4733 (RFC 2833) keys on at the PBX. Until then keys reach it as tones in the audio."),
        ["R27"] = new(CheckSide.There, "Renew the PBX's certificate."),
    };

    /// <summary>All ids, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(1, 27).Select(i => string.Create(CultureInfo.InvariantCulture, $"R{i:00}"))];

    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static DoctorRule Of(string id, TrunkPreset preset)
    {
        var row = Table[id];
        var fix = row.WhenSilent ? preset.WhenSilent : row.WhenClosed ? preset.WhenClosed : row[preset.Slug];
        return new DoctorRule(id, row.Side, fix);
    }

    private sealed record Row(CheckSide Side, string All, bool WhenSilent = false, bool WhenClosed = false)
    {
        private readonly Dictionary<string, string> _others = [];

        public string this[string preset]
        {
            get => _others.GetValueOrDefault(preset, All);
            init => _others[preset] = value;
        }
    }
}
