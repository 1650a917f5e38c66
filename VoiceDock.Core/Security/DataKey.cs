namespace VoiceDock.Core.Security;

/// <summary>One generation of the key that seals records, as it lies in the database: wrapped by the master key.</summary>
public sealed class DataKey
{
    /// <summary>Random; written into every blob it sealed.</summary>
    public required long Id { get; init; }

    public required DataKeyState State { get; set; }

    /// <summary>The 32 bytes, sealed with a key derived from the master key and bound to <see cref="Id"/>.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary><see cref="MasterKey.Id"/> of the key that wrapped it.</summary>
    public required string MasterId { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>How many seals it made; written now and then, so a crash may lose a few.</summary>
    public long Uses { get; set; }
}
