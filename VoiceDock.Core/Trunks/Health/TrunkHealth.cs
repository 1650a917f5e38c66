using System.Collections.Immutable;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>What is known of a trunk's peer. Immutable; <see cref="HealthMachine"/> makes the next one.</summary>
public sealed record TrunkHealth
{
    public static readonly TrunkHealth Unknown = new();

    /// <summary>As shown; the flap guard may hold it at <see cref="HealthState.Suspect"/>.</summary>
    public HealthState State { get; init; }

    public HealthReason? Reason { get; init; }

    /// <summary>Since when <see cref="State"/> has been shown, UTC; null while unknown.</summary>
    public DateTime? Since { get; init; }

    /// <summary>The last time anything was learnt, UTC.</summary>
    public DateTime? CheckedAt { get; init; }

    /// <summary>Of the last OPTIONS that was answered.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>What was seen last, one sentence.</summary>
    public string Words { get; init; } = "";

    /// <summary>The state without the flap guard.</summary>
    internal HealthState Actual { get; init; }

    internal HealthReason? ActualReason { get; init; }

    /// <summary>In a row.</summary>
    internal int Misses { get; init; }

    /// <summary>In a row, since it was down.</summary>
    internal int Answers { get; init; }

    /// <summary>It was down, and has not answered often enough since.</summary>
    internal bool IsReturning { get; init; }

    /// <summary>It answered OPTIONS at least once.</summary>
    internal bool AnswersOptions { get; init; }

    /// <summary>It let OPTIONS go unanswered at least once, and never answered one.</summary>
    internal bool IgnoresOptions { get; init; }

    /// <summary>Timestamp of the last call it answered.</summary>
    internal long? ProvenAt { get; init; }

    /// <summary>Timestamps of the last changes of <see cref="Actual"/>, oldest first.</summary>
    internal ImmutableQueue<long> Changes { get; init; } = [];
}
