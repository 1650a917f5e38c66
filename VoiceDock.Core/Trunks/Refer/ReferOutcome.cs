namespace VoiceDock.Core.Trunks.Refer;

/// <summary>How one REFER over a trunk ended; a row of the table.</summary>
public sealed class ReferOutcome
{
    /// <summary>Counts up over all trunks.</summary>
    public long Number { get; init; }

    public Guid TrunkId { get; init; }

    /// <summary>Where the trunk's calls went then: proof of another address is no proof.</summary>
    public required string Route { get; init; }

    /// <summary>The final NOTIFY was a 2xx; false: the PBX failed it, and the transfer was made by a second leg.</summary>
    public bool IsOk { get; init; }

    /// <summary>A test transfer.</summary>
    public bool IsTest { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}
