using System.Net;

namespace VoiceDock.Core.Trunks;

/// <summary>One active trunk with everything it may call from.</summary>
internal sealed class TrunkPeer
{
    private readonly IPAddress[] _hosts;
    private readonly IPAddress[] _registered;

    /// <param name="registered">Where its PBX has registered from.</param>
    public TrunkPeer(Trunk trunk, IReadOnlyList<IPEndPoint> targets, IReadOnlyList<IPAddress> registered)
    {
        (Trunk, Targets) = (trunk, targets);
        _hosts = [.. targets.Select(t => t.Address)];
        _registered = [.. registered];
        Networks = [.. trunk.InboundAddresses.Select(text => PeerNetwork.TryParse(text, out var network, out _) ? network : default).Where(n => n.PrefixLength > 0)];
    }

    public Trunk Trunk { get; }

    public IReadOnlyList<IPEndPoint> Targets { get; }

    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>A PBX may call from any port of its address; the practice PBX shares its address with everything else on this machine.</summary>
    public IEnumerable<IPAddress> AnyPortAddresses => Trunk.IsPractice ? _registered : [.. _hosts, .. _registered];

    public IEnumerable<IPEndPoint> ExactEndPoints => Trunk.IsPractice ? Targets : [];

    public bool Admits(IPAddress address, int port) =>
        InNetworks(address) || _registered.Contains(address) || (Trunk.IsPractice ? Targets.Any(t => t.Port == port && t.Address.Equals(address)) : _hosts.Contains(address));

    public bool Owns(IPAddress address) => InNetworks(address) || _hosts.Contains(address) || _registered.Contains(address);

    public bool IsSameAs(TrunkPeer other) =>
        ReferenceEquals(Trunk, other.Trunk) && Targets.SequenceEqual(other.Targets) && _registered.SequenceEqual(other._registered);

    private bool InNetworks(IPAddress address)
    {
        foreach (var network in Networks)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }
}
