namespace VoiceDock.Core.Sip.Transport;

/// <summary>Limits of TCP and TLS connections.</summary>
public sealed record SipConnectionLimits
{
    /// <summary>Connections at once that others opened; sources that are no peer may hold half of them at most.</summary>
    public int Total { get; init; } = 1_000;

    /// <summary>Connections at once from one address.</summary>
    public int PerSource { get; init; } = 20;

    /// <summary>Time for a message from its first byte to its last, and for the first one after an accepted connection.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time to connect and, for TLS, to shake hands. Shorter than an INVITE waits, so that its reason is the one that is told.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Time the other side may take to accept bytes we send.</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An accepted connection without a call, a transaction or a byte for this long is closed.</summary>
    public TimeSpan IdleAccepted { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for one we opened, counted from the last SIP message: a registration must outlive its refresh.</summary>
    public TimeSpan IdleOwn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often a quiet connection we opened is kept alive by a double CRLF (RFC 5626 4.4.1: 95 to 120 s).</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Messages waiting for a peer that does not read; more and its connection is closed.</summary>
    public int MaxQueued { get; init; } = 256;
}
