namespace VoiceDock.Core.Sip.Auth;

/// <summary>How a <see cref="DigestServer"/> challenges.</summary>
public sealed record DigestServerOptions
{
    public required string Realm { get; init; }

    /// <summary>SHA-512-256, SHA-256 and MD5, in the order they are offered.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["SHA-256", "MD5"];

    /// <summary>True: qop=auth is offered and asked for. False: the older form, each nonce good for one request.</summary>
    public bool Qop { get; init; } = true;

    /// <summary>True: 407 and the Proxy headers. False: 401.</summary>
    public bool Proxy { get; init; }

    /// <summary>An older nonce is stale. Default 5 minutes.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Nonces in use that are remembered against replay; above it a right answer is called stale. Default 10,000.</summary>
    public int MaxNonces { get; init; } = 10_000;
}
