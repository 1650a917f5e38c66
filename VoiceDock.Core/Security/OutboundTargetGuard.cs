using System.Net;

namespace VoiceDock.Core.Security;

/// <summary>
/// The one place that says whether a packet may leave for an address: trunks, probes, SDP <c>c=</c>, Contact, Route,
/// redirects, webhooks, speech models. Thread-safe.
/// </summary>
public sealed class OutboundTargetGuard
{
    private const string NeverSent = "nothing is ever sent to that range (link-local, multicast, reserved or cloud metadata).";

    private readonly TargetOptions _options;
    private readonly OwnListeners _own;
    private readonly Registrations<IPEndPoint> _admitted = new();

    public OutboundTargetGuard(TargetOptions options)
        : this(options, new OwnListeners())
    {
    }

    internal OutboundTargetGuard(TargetOptions options, OwnListeners own)
    {
        (_options, _own) = (options, own);
        foreach (var endpoint in options.Endpoints) Admit(endpoint);
    }

    public TargetMode Mode => _options.Mode;

    /// <summary>Checks one address. No name resolution, no I/O unless the port is one of our own; fit for the call path.</summary>
    /// <param name="port">1-65535.</param>
    public TargetVerdict Check(IPAddress address, int port, TargetUse use = TargetUse.Signalling)
    {
        var kind = AddressTable.Classify(address);
        var plain = OwnListeners.Plain(address);
        if (kind == AddressClass.Forbidden) return TargetVerdict.Refused(NeverSent);
        if (IsAdmitted(plain, port)) return TargetVerdict.Allowed;
        if (TargetPorts.Refusal(port, use) is { } portReason) return TargetVerdict.Refused(portReason);
        if (_own.Contains(plain, port)) return TargetVerdict.Refused("VoiceDock itself listens there.");
        return CheckMode(plain, kind);
    }

    /// <summary>Checks one address of an HTTP or WebSocket server. No name resolution, no I/O unless the port is one of our own.</summary>
    /// <param name="secure">The connection is TLS; in the clear only what is listed.</param>
    /// <param name="listed">Private and loopback networks that the settings of the client allow.</param>
    public TargetVerdict CheckHttp(IPAddress address, int port, bool secure, IReadOnlyList<IPNetwork> listed)
    {
        var kind = AddressTable.Classify(address);
        var plain = OwnListeners.Plain(address);
        if (kind == AddressClass.Forbidden) return TargetVerdict.Refused(NeverSent);
        if (IsAdmitted(plain, port)) return TargetVerdict.Allowed;
        if (_own.Contains(plain, port)) return TargetVerdict.Refused("VoiceDock itself listens there.");
        if (listed.Any(n => n.Contains(plain))) return TargetVerdict.Allowed;
        if (kind != AddressClass.Public) return TargetVerdict.Refused("it is a private address or this machine itself, and the settings do not list it.");
        if (_options.Mode == TargetMode.Loopback) return TargetVerdict.Refused("here nothing may leave this machine (Sip:Targets is loopback).");
        return secure ? TargetVerdict.Allowed : TargetVerdict.Refused("it is not encrypted: use https or wss, or list the private network it is in.");
    }

    /// <summary>
    /// May a trunk with this address be stored? Only what no mode ever allows is refused (the always-refused ranges, SIP ports below 1024 and on the
    /// list); <c>Sip:Targets</c> and our own listeners are asked at use.
    /// </summary>
    /// <param name="literal">Null for a name: then only the port is judged.</param>
    public TargetVerdict CheckStorable(IPAddress? literal, int port)
    {
        if (literal is not null && AddressTable.Classify(literal) == AddressClass.Forbidden) return TargetVerdict.Refused(NeverSent);
        if (literal is not null && IsAdmitted(OwnListeners.Plain(literal), port)) return TargetVerdict.Allowed;
        return new TargetVerdict(TargetPorts.Refusal(port, TargetUse.Signalling));
    }

    /// <summary>Admits one exact loopback endpoint in every mode (the practice PBX, its media) until the result is disposed.</summary>
    /// <exception cref="ArgumentException">Not a loopback address.</exception>
    public IDisposable Admit(IPEndPoint endpoint)
    {
        var plain = OwnListeners.Plain(endpoint.Address);
        if (!IPAddress.IsLoopback(plain)) throw new ArgumentException("Only loopback endpoints are admitted one by one.", nameof(endpoint));
        return _admitted.Add(new IPEndPoint(plain, endpoint.Port));
    }

    /// <summary>Tells the guard about a listener of this process (HTTP, SIP), so that nothing of ours calls it.</summary>
    public IDisposable AddOwnListener(IPEndPoint endpoint) => _own.Add(endpoint);

    /// <summary>The same for a changing set of ports, such as the media pool: the function says whether we listen there now. It must not block.</summary>
    public IDisposable AddOwnPorts(Func<int, bool> isOurs) => _own.Add(isOurs);

    private bool IsAdmitted(IPAddress address, int port) => _admitted.Any(e => e.Port == port && e.Address.Equals(address));

    private TargetVerdict CheckMode(IPAddress address, AddressClass kind) => (_options.Mode, kind) switch
    {
        (TargetMode.Loopback, AddressClass.Loopback) => TargetVerdict.Allowed,
        (TargetMode.Loopback, _) => TargetVerdict.Refused("here nothing may leave this machine (Sip:Targets is loopback)."),
        (_, AddressClass.Loopback) => TargetVerdict.Refused("it is this machine itself; list the exact endpoint in Sip:ListedTargets if a PBX runs here."),
        (TargetMode.Listed, AddressClass.Private) when !_options.Networks.Any(n => n.Contains(address)) =>
            TargetVerdict.Refused("it is a private address that Sip:ListedTargets does not list."),
        _ => TargetVerdict.Allowed,
    };
}
