namespace VoiceDock.Core.Trunks;

/// <summary>The presets offered today.</summary>
public static class TrunkPresets
{
    public static readonly TrunkPreset FreePbx = new()
    {
        Slug = "freepbx",
        Title = "FreePBX / Asterisk",
        Summary = "An office PBX on Asterisk, as a pjsip trunk with a user name or by address.",
        NumberFormat = NumberFormat.E164Plain,
        AllowExtensions = true,
        Codecs = ["PCMA", "PCMU", "G722"],
        CallerIdPolicy = CallerIdPolicy.Caller,
        CallerIdHeader = CallerIdHeader.Pai,
        Fields =
        [
            new("host", "PBX address", "192.168.1.100", "The address of the FreePBX server, not of its web page behind a proxy."),
            new("port", "SIP port (chan_pjsip)", "5060", "Settings > Asterisk SIP Settings > SIP Settings [chan_pjsip]. Old systems may have swapped it with chan_sip."),
            new("username", "Trunk name / Username", "hms-sovereign-trunk", "The pjsip trunk's Username, usually equal to its name."),
            new("password", "Secret", "", "The trunk's Secret."),
            new("inbound_addresses", "Addresses the PBX calls from", "192.168.1.0/24", "Only when it calls from other addresses than the one above."),
            new("register", "VoiceDock registers with FreePBX", "", "The trunk there has Registration: Receive."),
            new("accepts_registration", "FreePBX registers here", "", "The trunk there has Registration: Send."),
            new("registration_username", "Username it registers with", "freepbx"),
            new("registration_password", "Secret it registers with", ""),
        ],
        PbxSteps =
        [
            new("Connectivity > Trunks > Add SIP (chan_pjsip) Trunk", "Trunk name, Username", "{username}"),
            new("pjsip Settings > General", "Secret", "{password}"),
            new("pjsip Settings > General", "Authentication", "Inbound; or None together with Match (Permit)"),
            new("pjsip Settings > General", "Registration", "None"),
            new("pjsip Settings > General", "SIP Server, SIP Server Port", "{our_address}, {our_port}"),
            new("pjsip Settings > General", "Context", "from-pstn; from-internal only together with Match (Permit)"),
            new("pjsip Settings > Advanced", "Match (Permit)", "{our_address}"),
            new("pjsip Settings > Codecs", "Codecs", "alaw, ulaw, g722"),
            new("Connectivity > Firewall > Networks", "Trusted", "{our_address}"),
            new("Intrusion Detection (fail2ban)", "Whitelist", "{our_address}"),
        ],
        StepsWhenRegistering = RegistrationSteps.FreePbxReceives,
        StepsWhenAccepting = RegistrationSteps.FreePbxSends,
        PbxText = PresetTexts.Pjsip,
        PbxTextTitle = "The same as pjsip.conf",
        WhenSilent = "Check the chan_pjsip port, add this server to the firewall's trusted networks and to the fail2ban whitelist, and switch SIP ALG off.",
        WhenClosed = "Check the port: pjsip and chan_sip may have swapped theirs (5060 and 5160).",
    };

    public static readonly TrunkPreset ThreeCx = new()
    {
        Slug = "3cx",
        Title = "3CX",
        Summary = "A 3CX system: as an IP based trunk, as one of its extensions, or as an account trunk that registers here.",
        NumberFormat = NumberFormat.E164Plus,
        AllowExtensions = true,
        Codecs = ["PCMA", "PCMU", "G722"],
        SrtpOverTls = TrunkSrtp.Optional,
        CallerIdPolicy = CallerIdPolicy.Caller,
        CallerIdHeader = CallerIdHeader.From,
        Fields =
        [
            new("host", "3CX FQDN", "yourcompany.3cx.com", "Shown on the 3CX dashboard. Inside the office network its local address works too."),
            new("port", "SIP port", "5060", "5060 for UDP and TCP, 5061 for TLS, unless it was changed in the 3CX network settings."),
            new("username", "Authentication ID", "hms-sovereign", "Only for a trunk with a password. It is not the extension number. An IP based trunk needs none."),
            new("password", "Authentication password", "", "Only together with an Authentication ID."),
            new("caller_id_number", "Main trunk number", "+31201234567", "The number the trunk has in 3CX."),
            new("register", "Extension mode: VoiceDock registers as a 3CX extension", "", "For a 3CX that reaches VoiceDock as one of its extensions."),
            new("accepts_registration", "Account trunk: 3CX registers here", "", "For a 3CX trunk of the type Register/Account based. Its address may change."),
            new("registration_username", "Authentication ID of the trunk in 3CX", "3cx-office"),
            new("registration_password", "Authentication password of the trunk in 3CX", ""),
        ],
        FieldsWhenRegistering =
        [
            new("username", "Extension number", "300", "The extension VoiceDock is in 3CX."),
            new("auth_username", "Authentication ID", "x7Rk2fQ9", "Of that extension. It is not the extension number; 3CX makes up its own."),
            new("password", "Authentication password", "", "Of that extension."),
        ],
        StepsWhenRegistering = RegistrationSteps.ThreeCxExtension,
        StepsWhenAccepting = RegistrationSteps.ThreeCxAccount,
        PbxSteps =
        [
            new("Voice & Chat > Add trunk", "Provider", "Generic SIP trunk (IP based)"),
            new("Voice & Chat > Add trunk", "Main trunk number", "one of your numbers, in the form +31201234567"),
            new("Trunk > General", "Registrar / server / gateway, port", "{our_address}, {our_port}"),
            new("Trunk > General", "Transport", "{transport}"),
            new("Trunk > General", "Type of authentication", "Do not require - IP based"),
            new("Trunk > Options", "Allow inbound calls", "on"),
            new("Trunk > Options", "PBX delivers audio", "on"),
            new("Trunk > Options", "Supports Replaces, Supports Re-Invite", "off"),
            new("Firewall", "Ports to open", "5060 UDP (TLS: 5061 TCP) and 9000-10999 UDP from {our_address}; SIP ALG off"),
            new("Dashboard > Firewall check", "Run", "all green"),
        ],
        WhenSilent = "Open port 5060 UDP to this server, switch SIP ALG off in the router, and run the 3CX firewall checker.",
        WhenClosed = "Check the SIP port in the 3CX network settings and run the 3CX firewall checker.",
    };

    public static readonly TrunkPreset Generic = new()
    {
        Slug = "generic",
        Title = "Other SIP provider or PBX",
        Summary = "Any SIP trunk: host, user name and password as the provider gives them.",
        NumberFormat = NumberFormat.E164Plus,
        AllowExtensions = false,
        CallerIdPolicy = CallerIdPolicy.Number,
        CallerIdHeader = CallerIdHeader.Pai,
        Fields =
        [
            new("host", "SIP server / Proxy", "sip.provider.com", "Also called registrar, domain or outbound proxy."),
            new("port", "SIP port", "5060"),
            new("username", "User name / Account", "your-account", "Also called authorization user."),
            new("password", "Password / Secret", ""),
            new("from_domain", "Domain / Realm", "sip.provider.com", "Only when the provider names a domain that differs from the server."),
            new("caller_id_number", "Number of the account", "+31201234567", "The number the provider lets you show."),
        ],
        PbxSteps =
        [
            new("Ask the provider", "Our signalling address", "{our_address}:{our_port}, {transport}"),
            new("Ask the provider", "Our media ports", "{rtp_ports} UDP"),
            new("Ask the provider", "Codecs", "G.711 A-law, G.711 u-law, telephone-event"),
            new("Ask the provider", "Which number format do you want", "we send +31612345678 unless told otherwise"),
            new("Ask the provider", "Which header carries the caller's number", "From, P-Asserted-Identity, Remote-Party-ID or Diversion"),
            new("Ask the provider", "Do you answer OPTIONS", "useful for the check; not required"),
        ],
        StepsWhenRegistering = RegistrationSteps.ProviderAccount,
        StepsWhenAccepting = RegistrationSteps.AnyPbx,
        PbxText = PresetTexts.ProviderLetter,
        PbxTextTitle = "The same as a letter",
        WhenSilent = "Ask the provider whether this server's address must be allowed first; check host, port and transport, and switch SIP ALG off.",
        WhenClosed = "Check the port and the transport in the provider's documents.",
    };

    /// <summary>In the order of the cards.</summary>
    public static IReadOnlyList<TrunkPreset> All { get; } = [FreePbx, ThreeCx, Generic];

    /// <summary>The preset of that slug (any case); <see cref="Generic"/> for null and every other text.</summary>
    public static TrunkPreset For(string? provider) =>
        All.FirstOrDefault(p => string.Equals(p.Slug, provider, StringComparison.OrdinalIgnoreCase)) ?? Generic;
}
