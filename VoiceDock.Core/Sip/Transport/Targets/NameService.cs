using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>
/// Names to records: the hosts file first, then DNS, and for addresses of names DNS does not know the system's resolver, which also knows the names
/// of the local network. Keeps nothing. Thread-safe.
/// </summary>
internal sealed class NameService(NameServiceOptions options)
{
    // Neither the hosts file nor the system's resolver says how long its answer holds.
    private static readonly TimeSpan LocalTtl = TimeSpan.FromSeconds(30);

    private readonly DnsQuestions _dns = new(options);
    private readonly HostsFile _hosts = new(options.HostsFile);

    /// <summary>Whether this machine itself says where the name is; DNS is not asked for anything about it then.</summary>
    public bool IsLocal(string name) => LocalAddresses(name).Count > 0;

    /// <summary>IPv4 addresses first. One family that cannot be asked for does not matter while the other has addresses.</summary>
    /// <param name="name">Without a final dot.</param>
    /// <exception cref="NameServiceException">Nobody could be asked.</exception>
    public async Task<NameAnswer<IPAddress>> AddressesAsync(string name, CancellationToken ct)
    {
        if (LocalAddresses(name) is { Count: > 0 } local)
            return new NameAnswer<IPAddress>(local, LocalTtl);
        if (!_dns.HasServers)
            return await AskSystemAsync(name, ct);
        var v4 = TryAsync(_dns.AskAsync<ARecord>(name, QueryType.A, ct));
        var v6 = TryAsync(_dns.AskAsync<AaaaRecord>(name, QueryType.AAAA, ct));
        var (four, fault4) = await v4;
        var (six, fault6) = await v6;
        IPAddress[] found = [.. (four?.Records ?? []).Select(r => r.Address), .. (six?.Records ?? []).Select(r => r.Address)];
        if (found.Length > 0)
            return new NameAnswer<IPAddress>(found, Shorter(four, six));
        if ((fault4 ?? fault6) is { } fault)
            throw fault;
        return options.Servers.Count > 0 ? new NameAnswer<IPAddress>([], TimeSpan.Zero) : await AskSystemAsync(name, ct);
    }

    /// <param name="service">Such as <c>_sip._udp.example.com</c>.</param>
    /// <exception cref="NameServiceException">Nobody could be asked.</exception>
    public async Task<NameAnswer<SrvEntry>> ServicesAsync(string service, CancellationToken ct)
    {
        if (!_dns.HasServers)
            return new NameAnswer<SrvEntry>([], TimeSpan.Zero);
        var answer = await _dns.AskAsync<SrvRecord>(service, QueryType.SRV, ct);
        return new NameAnswer<SrvEntry>([.. answer.Records.Select(r => new SrvEntry(r.Priority, r.Weight, r.Target.Value.TrimEnd('.'), r.Port))], answer.Ttl);
    }

    /// <summary>The NAPTR records of a name (RFC 3263 section 4.1), first choice first, as <c>order preference service replacement</c>.</summary>
    /// <exception cref="NameServiceException">Nobody could be asked.</exception>
    public async Task<IReadOnlyList<string>> NaptrAsync(string name, CancellationToken ct) => IsLocal(name) || !_dns.HasServers
        ? []
        : [.. (await _dns.AskAsync<NAPtrRecord>(name, QueryType.NAPTR, ct)).Records
            .OrderBy(r => r.Order).ThenBy(r => r.Preference).Select(r => $"{r.Order} {r.Preference} {r.Services} {r.Replacement.Value}")];

    // RFC 6761 section 6.3: localhost never leaves the machine.
    private IReadOnlyList<IPAddress> LocalAddresses(string name) => _hosts.Find(name) is { Count: > 0 } found
        ? found
        : name.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [];

    private static async Task<NameAnswer<IPAddress>> AskSystemAsync(string name, CancellationToken ct)
    {
        try
        {
            return new NameAnswer<IPAddress>(await Dns.GetHostAddressesAsync(name, ct), LocalTtl);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new NameAnswer<IPAddress>([], TimeSpan.Zero);
        }
        catch (SocketException e)
        {
            throw new NameServiceException($"{e.Message}.", e);
        }
    }

    private static async Task<(NameAnswer<T>? Answer, NameServiceException? Fault)> TryAsync<T>(Task<NameAnswer<T>> question)
    {
        try
        {
            return (await question, null);
        }
        catch (NameServiceException fault)
        {
            return (null, fault);
        }
    }

    private static TimeSpan Shorter<TOne, TOther>(NameAnswer<TOne>? one, NameAnswer<TOther>? other)
    {
        var ttl = TimeSpan.MaxValue;
        if (one is { Records.Count: > 0 } && one.Ttl < ttl)
            ttl = one.Ttl;
        return other is { Records.Count: > 0 } && other.Ttl < ttl ? other.Ttl : ttl;
    }
}
