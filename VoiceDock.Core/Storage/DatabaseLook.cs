namespace VoiceDock.Core.Storage;

/// <summary>What a first look into the database file found.</summary>
/// <param name="HasData">False for no file, an empty one, or one that never got a key.</param>
/// <param name="MasterId">Short id of the key it wants; null when the row is missing.</param>
/// <param name="CheckValue">Check value of the key it wants; null when the row is missing.</param>
internal sealed record DatabaseLook(bool HasData, string? MasterId, byte[]? CheckValue)
{
    public static readonly DatabaseLook Empty = new(false, null, null);
}
