using System.Net;

namespace VoiceDock.Core.Diagnostics.Probes;

/// <summary>How a single request ended.</summary>
public enum ProbeOutcome
{
    /// <summary>A final response came, whatever its code.</summary>
    Answered,

    /// <summary>Nothing in time.</summary>
    Silent,

    /// <summary>The machine says that nothing listens there, or there is no way to it.</summary>
    Closed,

    /// <summary>It was not sent: the trunk is at its limit of calls; <see cref="ProbeAnswer.Detail"/> says so.</summary>
    NotPlaced,

    /// <summary>TLS failed; <see cref="ProbeAnswer.Detail"/> says why.</summary>
    TlsFailed,
}

/// <summary>What became of a challenge.</summary>
public enum ProbeAuth
{
    /// <summary>There was none.</summary>
    NotAsked,

    /// <summary>Our answer was not challenged again.</summary>
    Answered,

    /// <summary>Our answer was challenged again.</summary>
    Refused,

    /// <summary>There is nothing to answer with.</summary>
    NoCredentials,

    /// <summary>For another realm than the pinned one: not answered.</summary>
    ForeignRealm,

    /// <summary>Only with algorithms we do not speak or are not allowed to: not answered.</summary>
    NoAlgorithm,
}

/// <summary>One challenge of the first 401 or 407.</summary>
public sealed record ProbeChallenge(string Realm, string Algorithm);

/// <summary>What came back to a request. Texts come from the network and are cleaned and cut.</summary>
public sealed record ProbeAnswer(ProbeOutcome Outcome)
{
    /// <summary>The request in short: <c>OPTIONS sip:pbx.example.com to udp 192.0.2.1:5060</c>.</summary>
    public required string Sent { get; init; }

    /// <summary>Status line of the final response; null without one.</summary>
    public string? Received { get; init; }

    /// <summary>Why nothing came; null unless the transport failed.</summary>
    public string? Detail { get; init; }

    public required IPEndPoint Target { get; init; }

    /// <summary>From the last request to its answer.</summary>
    public TimeSpan RoundTrip { get; init; }

    public int StatusCode { get; init; }

    public ProbeAuth Auth { get; init; }

    public IReadOnlyList<ProbeChallenge> Challenges { get; init; } = [];

    /// <summary>Server or User-Agent.</summary>
    public string? Server { get; init; }

    /// <summary>Null: not said.</summary>
    public string? Allow { get; init; }

    public string? Supported { get; init; }

    public string? Warning { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Where our request came from as the peer saw it (Via received and rport, RFC 3581); null when it did not say.</summary>
    public IPAddress? SeenAddress { get; init; }

    public int? SeenPort { get; init; }

    /// <summary>What our Via named.</summary>
    public required IPEndPoint NamedAddress { get; init; }

    /// <summary>The values of Contact: for a REGISTER the bindings.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>The literal address of the first Contact; null for a name, and without one.</summary>
    public IPAddress? ContactAddress { get; init; }

    /// <summary>Codecs of an SDP in the answer, in its order; null without SDP.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    public bool IsAnswered => Outcome == ProbeOutcome.Answered;
}
