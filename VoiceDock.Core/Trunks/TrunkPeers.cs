using System.Net;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Which source addresses belong to which active trunks: their inbound_addresses and the addresses of their hosts. Reads take no lock and do no
/// I/O; hosts are resolved again in the background. A practice trunk is a peer only at its exact address and port.
/// </summary>
public sealed class TrunkPeers
{
    /// <summary>Raised after the peers changed (trunk edited, or a host moved), under no lock. Handlers must be quick.</summary>
    public event Action? Changed { add => throw new NotImplementedException(); remove => throw new NotImplementedException(); }

    /// <summary>For the receive thread: does not allocate.</summary>
    public bool IsPeer(IPEndPoint source) => throw new NotImplementedException();

    /// <summary>All active trunks that share the source, oldest first; empty for a stranger.</summary>
    public IReadOnlyList<Trunk> TrunksAt(IPEndPoint source) => throw new NotImplementedException();

    /// <summary>Whether this very trunk may speak from there: media candidates, requests within a dialog.</summary>
    public bool IsPeerOf(Guid trunkId, IPAddress source) => throw new NotImplementedException();

    /// <summary>The trunk's host as last resolved and guarded (at most about a minute old); empty when it has no allowed address.</summary>
    public IReadOnlyList<IPEndPoint> TargetsOf(Guid trunkId) => throw new NotImplementedException();
}
