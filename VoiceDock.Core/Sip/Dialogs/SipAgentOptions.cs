using System.Net;
using System.Security.Cryptography;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>How one <see cref="SipAgent"/> listens and presents itself.</summary>
public sealed record SipAgentOptions
{
    /// <summary>Address to bind, for UDP and TCP; port 0 lets the system choose.</summary>
    public required IPEndPoint Bind { get; init; }

    /// <summary>False: TCP is used for connections of ours only.</summary>
    public bool ListensTcp { get; init; } = true;

    /// <summary>How TLS is accepted; null: TLS is used for connections of ours only.</summary>
    public SipTlsOptions? Tls { get; init; }

    /// <summary>Limits of TCP and TLS connections.</summary>
    public SipConnectionLimits Connections { get; init; } = new();

    /// <summary>
    /// The address Via and Contact show to a peer at this one; the port is the one we listen on. Null, or a null answer: the bound address, or,
    /// when bound to any address, the local address of the route to that peer.
    /// </summary>
    public Func<IPAddress, IPAddress?>? AdvertisedFor { get; init; }

    /// <summary>Whether in-dialog requests may be sent to an address a peer named in Contact or Record-Route; null allows all.
    /// A refused one is replaced by the peer's own signalling address.</summary>
    public Func<IPAddress, bool>? AllowsTarget { get; init; }

    /// <summary>Value of User-Agent in requests and Server in responses.</summary>
    public string UserAgent { get; init; } = "VoiceDock";

    /// <summary>All waiting times.</summary>
    public SipTimers Timers { get; init; } = new();

    /// <summary>The session interval our calls ask for and agree to (RFC 4028), whole seconds; null: none is asked for.</summary>
    public TimeSpan? SessionExpires { get; init; } = TimeSpan.FromSeconds(1_800);

    /// <summary>The least session interval we go along with, whole seconds; RFC 4028 section 5 allows no less than the default.</summary>
    public TimeSpan MinSessionExpires { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Chance, from 0 to below 1: how long to wait after glare (RFC 3261 14.1).</summary>
    public Func<double> Chance { get; init; } = static () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    /// <summary>Limits for sources that are no peer.</summary>
    public SipSourceLimits SourceLimits { get; init; } = new();

    /// <summary>Datagrams above this many bytes are dropped unread.</summary>
    public int MaxMessageBytes { get; init; } = 65_535;

    /// <summary>Dispatcher threads; messages of one Call-ID always meet the same one, in order.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Messages one lane may have waiting; more are dropped (the peer retransmits).</summary>
    public int LaneCapacity { get; init; } = 4_096;

    /// <summary>Value of Retry-After, in seconds, in the 503 sent while draining.</summary>
    public int DrainRetryAfterSeconds { get; init; } = 30;
}
