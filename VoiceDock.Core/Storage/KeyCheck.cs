namespace VoiceDock.Core.Storage;

/// <summary>The one row by which the master key of this database is recognised.</summary>
public sealed class KeyCheck
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Four hex digits, for people.</summary>
    public required string MasterId { get; set; }

    /// <summary>32 bytes derived from the master key.</summary>
    public required byte[] Value { get; set; }

    /// <summary>The <see cref="Security.InstanceKey"/>, wrapped by the master key.</summary>
    public required byte[] Instance { get; set; }
}
