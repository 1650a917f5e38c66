namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A snapshot of what an agent holds (gauges, back to zero when idle) and has done (totals since its start).</summary>
public sealed record SipAgentCounters
{
    /// <summary>Dialogs held, those that have ended but still absorb retransmissions included.</summary>
    public required int Sessions { get; init; }

    /// <summary>Client transactions alive.</summary>
    public required int ClientTransactions { get; init; }

    /// <summary>Server transactions alive.</summary>
    public required int ServerTransactions { get; init; }

    /// <summary>Timers running.</summary>
    public required int Timers { get; init; }

    /// <summary>Datagrams received, dropped ones included.</summary>
    public required long Received { get; init; }

    /// <summary>Datagrams sent, retransmissions included.</summary>
    public required long Sent { get; init; }

    /// <summary>Of those sent, repetitions.</summary>
    public required long Retransmitted { get; init; }

    /// <summary>Datagrams that were no SIP message.</summary>
    public required long ParseErrors { get; init; }

    /// <summary>Datagrams dropped because their source is unknown, blocked ones included.</summary>
    public required long UnknownSource { get; init; }

    /// <summary>Of those, dropped because the source sent too many.</summary>
    public required long Throttled { get; init; }

    /// <summary>Datagrams above the size limit.</summary>
    public required long Oversized { get; init; }

    /// <summary>Keep-alives (CR LF only).</summary>
    public required long KeepAlives { get; init; }

    /// <summary>Messages dropped because their lane was full.</summary>
    public required long LaneDrops { get; init; }

    /// <summary>TCP and TLS connections now.</summary>
    public required int Connections { get; init; }

    /// <summary>Connections closed unheard: one too many, or from a blocked source.</summary>
    public required long ConnectionsRefused { get; init; }
}
