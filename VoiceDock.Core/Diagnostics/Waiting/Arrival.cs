using System.Net;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>One SIP request that came in while somebody waited. Texts come from the network and are cleaned and cut.</summary>
public sealed record Arrival
{
    /// <summary>Stands for the method of a stranger's TLS connection, which is closed before anything is said.</summary>
    public const string TlsHandshake = "TLS";

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required IPEndPoint Source { get; init; }

    public required TrunkTransport Transport { get; init; }

    /// <summary><c>INVITE</c>; <see cref="TlsHandshake"/>; empty when it could not be read.</summary>
    public required string Method { get; init; }

    /// <summary>The first line.</summary>
    public required string Line { get; init; }

    /// <summary>Why it could not be read; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>What is dialled: the user of the Request-URI.</summary>
    public string? Dialled { get; init; }

    /// <summary>The URI as it is.</summary>
    public string? From { get; init; }

    public string? FromUser { get; init; }

    /// <summary>The URI as it is.</summary>
    public string? To { get; init; }

    public string? ToUser { get; init; }

    /// <summary>User-Agent or Server.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Of the audio in its SDP, in its order; null without SDP.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>Its SDP asks for encrypted audio.</summary>
    public bool WantsSrtp { get; init; }

    /// <summary>Host of the Contact.</summary>
    public string? ContactHost { get; init; }

    /// <summary>The address its audio is to go to.</summary>
    public string? MediaHost { get; init; }

    /// <summary>The port its topmost Via names: where it listens; null for the usual one.</summary>
    public int? ViaPort { get; init; }

    /// <summary>The trunk the address belongs to; null for a stranger.</summary>
    public Guid? TrunkId { get; init; }

    public string? TrunkName { get; init; }
}
