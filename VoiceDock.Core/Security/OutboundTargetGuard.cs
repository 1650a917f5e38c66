using System.Net;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>
/// The one place that says whether a packet may leave for an address: trunks, probes, SDP <c>c=</c>, Contact, Route, redirects. Thread-safe.
/// </summary>
public sealed class OutboundTargetGuard
{
    /// <summary>Checks one address. No name resolution, no I/O; fit for the call path.</summary>
    /// <param name="port">1-65535.</param>
    public TargetVerdict Check(IPAddress address, int port, TargetUse use = TargetUse.Signalling) => throw new NotImplementedException();

    /// <summary>
    /// May a trunk with this address be stored? Only what no mode ever allows is refused (the always-refused ranges, SIP ports below 1024 and on the
    /// list); <c>Sip:Targets</c> and our own listeners are asked at use.
    /// </summary>
    /// <param name="literal">Null for a name: then only the port is judged.</param>
    public TargetVerdict CheckStorable(IPAddress? literal, int port) =>
        port is < 1024 or > 65535 ? TargetVerdict.Refused($"port {port} is not used for SIP; use 1024 to 65535") : TargetVerdict.Allowed;

    /// <summary>
    /// Resolves once (A and AAAA, at most 2 s), checks every answer, and refuses all when one is refused. The caller keeps the result for
    /// the whole transaction or dialog and never resolves again in between.
    /// </summary>
    /// <param name="host">Name or literal address (IPv6 with or without brackets).</param>
    /// <returns>The addresses in the resolver's order, or <c>target_refused</c> or <c>dns_failed</c>.</returns>
    public Task<Result<IReadOnlyList<IPEndPoint>>> ResolveAsync(string host, int port, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Admits one exact loopback endpoint in every mode (the practice PBX) until the result is disposed.</summary>
    /// <exception cref="ArgumentException">Not a loopback address.</exception>
    public IDisposable Admit(IPEndPoint endpoint) => throw new NotImplementedException();

    /// <summary>Tells the guard about a listener of this process (HTTP, SIP, RTP), so that nothing of ours calls it.</summary>
    public IDisposable AddOwnListener(IPEndPoint endpoint) => throw new NotImplementedException();

    /// <summary>The same for a changing set of ports, such as the media pool: the function says whether we listen there now.</summary>
    public IDisposable AddOwnPorts(Func<int, bool> isOurs) => throw new NotImplementedException();
}
