using System.Net;
using System.Net.NetworkInformation;

namespace VoiceDock.Core.Security;

/// <summary>What this process listens on, so that it never calls itself. Thread-safe.</summary>
internal sealed class OwnListeners(Func<IEnumerable<IPAddress>> ownAddresses)
{
    private readonly Registrations<IPEndPoint> _endpoints = new();
    private readonly Registrations<Func<int, bool>> _ports = new();

    public OwnListeners()
        : this(AddressesOfThisMachine)
    {
    }

    public IDisposable Add(IPEndPoint endpoint) => _endpoints.Add(new IPEndPoint(Plain(endpoint.Address), endpoint.Port));

    public IDisposable Add(Func<int, bool> isOurs) => _ports.Add(isOurs);

    /// <param name="address">Not IPv4-mapped.</param>
    public bool Contains(IPAddress address, int port) =>
        _endpoints.Any(e => e.Port == port && e.Address.Equals(address))
        || ((_endpoints.Any(e => e.Port == port && IsAny(e.Address)) || _ports.Any(isOurs => isOurs(port))) && IsOwn(address));

    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private bool IsOwn(IPAddress address) => IPAddress.IsLoopback(address) || ownAddresses().Any(a => Plain(a).Equals(address));

    private static IEnumerable<IPAddress> AddressesOfThisMachine() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address);
}
