namespace VoiceDock.Core.Calls.Recovery;

/// <summary>
/// The dialog of a leg that is up, as stored while it lives: what the next start of the program needs to end it, should this process be killed.
/// Its words are SIP's own; the engine writes and reads them.
/// </summary>
public sealed class LegDialog
{
    public Guid Id { get; init; }

    /// <summary>The start of the program the leg belongs to; a row of another start is an orphan.</summary>
    public Guid BootId { get; set; }

    public Guid CallId { get; init; }

    /// <summary>The trunk it runs over; null for a caller who came over none.</summary>
    public Guid? TrunkId { get; init; }

    public required string SipCallId { get; init; }

    /// <summary>Our side with its tag, as a From header.</summary>
    public required string Local { get; init; }

    /// <summary>The far side with its tag, as a To header.</summary>
    public required string Remote { get; init; }

    /// <summary>The far side's latest Contact.</summary>
    public required string RemoteTarget { get; init; }

    /// <summary>Values of the Route header, in order.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>CSeq of our last request when this was written; later ones were not.</summary>
    public long Sequence { get; init; }

    /// <summary><c>udp</c>, <c>tcp</c> or <c>tls</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The far side's signalling address, as <c>address:port</c>.</summary>
    public required string Peer { get; init; }

    /// <summary>Over a connection the far side had opened: it is gone, and nobody listens at its port.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Whom a TLS connection of ours had to lead to.</summary>
    public string? TlsName { get; init; }

    /// <summary>Challenges of the far side were answered with the trunk's password.</summary>
    public bool Authenticates { get; init; }
}
