namespace VoiceDock.Core.Toll;

/// <summary>What was placed over a trunk on a day; a row of the table.</summary>
public sealed class TrunkDay
{
    /// <summary>Trunk and day: a table that is written many times a second has a key of one column.</summary>
    public required string Id { get; init; }

    public Guid TrunkId { get; init; }

    /// <summary>As <c>2026-11-26</c>, where the company is.</summary>
    public required string Day { get; init; }

    /// <summary>Calls placed.</summary>
    public int Calls { get; init; }

    /// <summary>How long they lasted, from their INVITE on.</summary>
    public long Milliseconds { get; init; }
}
