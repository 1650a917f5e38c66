namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Every time the stack waits for, in one place, so that tests can shorten them (RFC 3261 table 4).</summary>
public sealed record SipTimers
{
    /// <summary>Round-trip estimate; the first retransmission leaves after it, a transaction is given up after 64 times it.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest gap between retransmissions of non-INVITE requests and of final answers to INVITE.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message may stay in the network.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a finished INVITE client transaction absorbs repeated final answers (timer D).</summary>
    public TimeSpan D { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>An outbound INVITE that drew no response at all within this time ends as <see cref="SipEndKind.NoAnswer"/>.</summary>
    public TimeSpan NoAnswer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A REFER of ours that was accepted and drew no NOTIFY within this time has no known outcome.</summary>
    public TimeSpan ReferOutcome { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the NOTIFY of a REFER is still waited for after the other side's BYE.</summary>
    public TimeSpan ReferGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>All times in the proportions of RFC 3261 table 4, for a network with this round trip.</summary>
    public static SipTimers From(TimeSpan t1) => new() { T1 = t1, T2 = 8 * t1, T4 = 10 * t1, D = 64 * t1 };
}
