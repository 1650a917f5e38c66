namespace VoiceDock.Core.Trunks;

/// <summary>Text blocks of the presets for the other side's administrator. Placeholders: see <see cref="PbxSide"/>.</summary>
internal static class PresetTexts
{
    public const string Pjsip = """
        ; pjsip.conf: VoiceDock as a peer (it answers our challenge, nothing registers)
        ; voicedock-in should reach only the extensions you name there: whoever enters from-internal can dial out at your cost
        [voicedock]
        type=endpoint
        context=voicedock-in
        disallow=all
        allow=alaw,ulaw,g722
        auth=voicedock-auth
        aors=voicedock
        direct_media=no

        [voicedock-auth]
        type=auth
        auth_type=userpass
        username={username}
        password={password}

        [voicedock]
        type=aor
        contact=sip:{our_address}:{our_port}
        qualify_frequency=60

        [voicedock]
        type=identify
        endpoint=voicedock
        match={our_address}
        """;

    public const string ProviderLetter = """
        We connect a SIP trunk from {our_address}:{our_port} over {transport}, account {username}.
        Media comes from {our_address}, UDP ports {rtp_ports}; codecs G.711 A-law and u-law with RFC 4733 telephone-event.
        Please tell us:
        - the host and port to send calls to, and the addresses your calls and media come from;
        - whether calls are allowed by our address, by user name and password, or both;
        - the number format you expect (we send +31612345678) and the header that carries the caller's number;
        - how many calls at once and how many new calls per second are allowed;
        - whether you answer OPTIONS.
        """;
}
