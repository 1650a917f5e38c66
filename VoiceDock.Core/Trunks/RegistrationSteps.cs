namespace VoiceDock.Core.Trunks;

/// <summary>What to set on the other side when one of the two registers with the other. Placeholders: see <see cref="PbxSide"/>.</summary>
internal static class RegistrationSteps
{
    public static readonly IReadOnlyList<PbxStep> FreePbxReceives =
    [
        new("Connectivity > Trunks > Add SIP (chan_pjsip) Trunk", "Trunk name, Username", "{username}"),
        new("pjsip Settings > General", "Secret", "{password}"),
        new("pjsip Settings > General", "Authentication", "Inbound"),
        new("pjsip Settings > General", "Registration", "Receive"),
        new("pjsip Settings > General", "SIP Server", "leave it empty: calls go where VoiceDock registered from"),
        new("pjsip Settings > General", "Context", "from-pstn"),
        new("pjsip Settings > Codecs", "Codecs", "alaw, ulaw"),
        new("Connectivity > Firewall > Networks", "Trusted", "{our_address}"),
        new("Intrusion Detection (fail2ban)", "Whitelist", "{our_address}"),
    ];

    public static readonly IReadOnlyList<PbxStep> FreePbxSends =
    [
        new("Connectivity > Trunks > Add SIP (chan_pjsip) Trunk", "Trunk name, Username", "{registration_username}"),
        new("pjsip Settings > General", "Secret", "{registration_password}"),
        new("pjsip Settings > General", "Authentication", "Outbound"),
        new("pjsip Settings > General", "Registration", "Send"),
        new("pjsip Settings > General", "SIP Server, SIP Server Port", "{our_address}, {our_port}"),
        new("pjsip Settings > General", "Context", "from-pstn; the extensions VoiceDock may reach"),
        new("pjsip Settings > Codecs", "Codecs", "alaw, ulaw"),
        new("Connectivity > Firewall > Networks", "Trusted", "{our_address}"),
    ];

    public static readonly IReadOnlyList<PbxStep> ThreeCxExtension =
    [
        new("Users > Add user", "Extension", "{username}"),
        new("User > IP Phone", "Authentication ID", "copy it from there to the field of that name here"),
        new("User > IP Phone", "Authentication password", "{password}"),
        new("User > Options", "Disallow use of extension outside the LAN", "off, when VoiceDock is not in the office network"),
        new("User > Forwarding rules", "Voicemail", "off: VoiceDock answers, or the call goes on"),
        new("Security > IP blocklist", "Allow", "{our_address}"),
        new("Firewall", "Ports to open", "5060 UDP and 9000-10999 UDP from {our_address}; SIP ALG off"),
    ];

    public static readonly IReadOnlyList<PbxStep> ThreeCxAccount =
    [
        new("Voice & Chat > Add trunk", "Provider", "Generic SIP trunk"),
        new("Voice & Chat > Add trunk", "Main trunk number", "one of your numbers, in the form +31201234567"),
        new("Trunk > General", "Registrar / server / gateway, port", "{our_address}, {our_port}"),
        new("Trunk > General", "Transport", "UDP"),
        new("Trunk > General", "Type of authentication", "Register/Account based"),
        new("Trunk > General", "Authentication ID", "{registration_username}"),
        new("Trunk > General", "Authentication password", "{registration_password}"),
        new("Trunk > Options", "Allow inbound calls", "on"),
        new("Trunk > Options", "PBX delivers audio", "on"),
        new("Trunk > Options", "Supports Replaces, Supports Re-Invite", "off"),
    ];

    public static readonly IReadOnlyList<PbxStep> ProviderAccount =
    [
        new("Ask the provider", "Registrar and account", "we register as {username} from {our_address}:{our_port}, UDP"),
        new("Ask the provider", "Longest and shortest registration", "we ask for 10 minutes and take what is granted"),
        new("Ask the provider", "Our media ports", "{rtp_ports} UDP"),
        new("Ask the provider", "Codecs", "G.711 A-law, G.711 u-law, telephone-event"),
        new("Ask the provider", "Which number format do you want", "we send +31612345678 unless told otherwise"),
    ];

    public static readonly IReadOnlyList<PbxStep> AnyPbx =
    [
        new("On the PBX", "Registrar, port", "{our_address}, {our_port}, UDP"),
        new("On the PBX", "User name, authentication user", "{registration_username}"),
        new("On the PBX", "Password", "{registration_password}"),
        new("On the PBX", "Registration time", "60 to 3600 seconds"),
        new("On the PBX", "Codecs", "G.711 A-law, G.711 u-law, telephone-event"),
    ];
}
