using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Media;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Tells a PBX's administrator how to reach us, by the same rule that fills Via, Contact and SDP.</summary>
internal sealed class PbxSides(SipEngine engine, IOptions<SipOptions> options, MediaOptions media) : IPbxSides
{
    // A documentation address: stands for "somewhere outside" when only a name is known.
    private static readonly IPAddress Outside = IPAddress.Parse("203.0.113.1");

    private const string NoCertificate =
        "The PBX cannot call this server over TLS: no certificate is set. Transfers to the PBX work; for calls from it, set Sip:CertificateFile.";

    private readonly OwnAddress _own = new(options.Value);
    private readonly IPNetwork[] _local = [.. options.Value.LocalNetworks.Select(IPNetwork.Parse)];

    public PbxSide Of(string? host, string? username, TrunkTransport transport)
    {
        var peer = TrunkHost.TryReadLiteral(host ?? "", out var literal) ? literal : null;
        var own = Own(peer ?? Outside);
        var address = own?.ToString() ?? "<address of this server>";
        var port = transport == TrunkTransport.Tls ? engine.TlsAddress?.Port ?? options.Value.TlsPort : engine.Address?.Port ?? options.Value.Port;
        return new PbxSide(address, port, $"{media.FirstPort}-{media.LastPort}", username)
        {
            Transport = transport,
            CertificateNames = transport == TrunkTransport.Tls ? engine.CertificateNames : [],
            Caution = string.Join(' ', Cautions(host, peer, own, transport)) is { Length: > 0 } caution ? caution : null,
        };
    }

    private IEnumerable<string> Cautions(string? host, IPAddress? peer, IPAddress? own, TrunkTransport transport)
    {
        if (own is not null && !string.IsNullOrEmpty(host) && Caution(host, peer, own) is { } caution) yield return caution;
        if (transport == TrunkTransport.Tls && engine.TlsAddress is null) yield return NoCertificate;
    }

    private IPAddress? Own(IPAddress peer)
    {
        try
        {
            return _own.For(peer);
        }
        catch (SocketException)
        {
            return null; // no route there from this machine
        }
    }

    private string? Caution(string host, IPAddress? peer, IPAddress own)
    {
        if (IPAddress.IsLoopback(own))
        {
            return peer is not null && IPAddress.IsLoopback(peer)
                ? null
                : $"VoiceDock listens on {own} only, which nothing outside this machine can reach. Start it with Sip:Address set to 0.0.0.0 or to an address of the network.";
        }

        if (options.Value.PublicAddress is { Length: > 0 } || !IsLocal(own) || (peer is not null && IsLocal(peer))) return null;
        var when = peer is null ? $"If {host} is outside your network, set" : "This PBX is outside your network: set";
        return $"{own} is a private address. {when} Sip:PublicAddress to the address your router shows, or callers hear nothing.";
    }

    private bool IsLocal(IPAddress address) => Array.Exists(_local, n => n.Contains(address));
}
