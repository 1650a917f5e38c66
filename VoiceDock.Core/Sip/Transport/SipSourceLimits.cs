namespace VoiceDock.Core.Sip.Transport;

/// <summary>Limits for sources that are no peer. They are applied before anything is parsed.</summary>
public sealed record SipSourceLimits
{
    /// <summary>Messages one address may send within <see cref="Window"/>; more and it is blocked.</summary>
    public int MessagesPerWindow { get; init; } = 30;

    /// <summary>The time the bucket needs to refill completely.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a blocked address stays blocked.</summary>
    public TimeSpan BlockFor { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Addresses remembered at most; beyond it, further new ones are dropped unheard until entries expire.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>At most one notice about the same unknown address in this time.</summary>
    public TimeSpan NoticeEvery { get; init; } = TimeSpan.FromSeconds(60);
}
