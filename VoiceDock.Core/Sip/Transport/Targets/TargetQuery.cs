namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>Where somebody wants to send SIP.</summary>
/// <param name="Host">Name or literal address (IPv6 with or without brackets).</param>
/// <param name="Port">1-65535; null: as DNS says, else the transport's own.</param>
public sealed record TargetQuery(string Host, int? Port, SipTransportKind Transport)
{
    /// <summary>RFC 3261 section 19.1.2.</summary>
    public int DefaultPort => Transport == SipTransportKind.Tls ? 5061 : 5060;

    /// <summary>The name SRV records for this transport stand under (RFC 3263 section 4.2).</summary>
    public string ServiceName => Transport switch
    {
        SipTransportKind.Tls => $"_sips._tcp.{Host.TrimEnd('.')}",
        SipTransportKind.Tcp => $"_sip._tcp.{Host.TrimEnd('.')}",
        _ => $"_sip._udp.{Host.TrimEnd('.')}",
    };
}
