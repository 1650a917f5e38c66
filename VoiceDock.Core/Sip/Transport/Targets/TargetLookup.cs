using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>
/// From a name to its targets (RFC 3263 section 4.2): with a port, the addresses of the name; without, what SRV records of the transport say; without
/// such records, the addresses at the transport's own port. Asks every time. Thread-safe.
/// </summary>
internal sealed class TargetLookup(NameService names)
{
    /// <summary>An answer with more records is cut here, after ordering by priority.</summary>
    public const int MostServices = 16;

    /// <summary>Of one host.</summary>
    public const int MostAddresses = 16;

    /// <returns>No groups: there is no such name, or it has no address, or its domain says that it offers no SIP over this transport.</returns>
    /// <exception cref="NameServiceException">Nobody could be asked.</exception>
    public async Task<TargetSet> FindAsync(TargetQuery query, CancellationToken ct)
    {
        var host = query.Host.TrimEnd('.');
        if (query.Port is null && !names.IsLocal(host))
        {
            var services = await names.ServicesAsync(query.ServiceName, ct);
            if (services.Records.Count > 0)
                return await FromServicesAsync(services, ct);
        }

        var addresses = await names.AddressesAsync(host, ct);
        return Set([Group(0, 0, host, query.Port ?? query.DefaultPort, addresses)], false, addresses.Ttl);
    }

    /// <summary>At most <see cref="MostServices"/> NAPTR records as texts.</summary>
    /// <exception cref="NameServiceException">Nobody could be asked.</exception>
    public async Task<IReadOnlyList<string>> NaptrAsync(string host, CancellationToken ct) => [.. (await names.NaptrAsync(host.TrimEnd('.'), ct)).Take(MostServices)];

    private async Task<TargetSet> FromServicesAsync(NameAnswer<SrvEntry> services, CancellationToken ct)
    {
        var used = services.Records.Where(s => IsName(s.Target)).OrderBy(s => s.Priority).Take(MostServices).ToList();
        var hosts = await Task.WhenAll(used.Select(s => s.Target).Distinct(StringComparer.OrdinalIgnoreCase).Select(h => AskAsync(h, ct)));
        var known = hosts.ToDictionary(h => h.Host, StringComparer.OrdinalIgnoreCase);
        var answered = used.Where(s => known[s.Target].Answer is not null)
            .Select(s => Group(s.Priority, s.Weight, s.Target, s.Port, known[s.Target].Answer!)).ToList();
        var fault = hosts.Select(h => h.Fault).FirstOrDefault(f => f is not null);
        if (fault is not null && answered.All(g => g.EndPoints.Count == 0))
            throw fault;
        // an incomplete set serves this once
        var ttl = fault is null ? hosts.Select(h => h.Answer!.Ttl).Append(services.Ttl).Min() : TimeSpan.Zero;
        return Set(answered, true, ttl);
    }

    private async Task<(string Host, NameAnswer<IPAddress>? Answer, NameServiceException? Fault)> AskAsync(string host, CancellationToken ct)
    {
        try
        {
            return (host, await names.AddressesAsync(host, ct), null);
        }
        catch (NameServiceException fault)
        {
            return (host, null, fault);
        }
    }

    // RFC 2782: a target of "." says that the service is not offered. Addresses are no names.
    private static bool IsName(string target) => TargetHost.Read(target, out var literal) is null && literal is null;

    private static TargetGroup Group(int priority, int weight, string host, int port, NameAnswer<IPAddress> answer) => new(
        priority, weight, host, [.. answer.Records.Take(MostAddresses).Select(a => new IPEndPoint(OwnListeners.Plain(a), port)).Distinct()]);

    private static TargetSet Set(IReadOnlyList<TargetGroup> groups, bool isFromSrv, TimeSpan ttl) =>
        new([.. groups.Where(g => g.EndPoints.Count > 0)], isFromSrv, ttl);
}
