namespace VoiceDock.Core.Trunks;

/// <summary>A header of our own in every INVITE over a trunk.</summary>
/// <param name="Value">May hold the placeholders of <see cref="Common.CallPlaceholders"/>.</param>
public sealed record TrunkHeader(string Name, string Value)
{
    /// <summary>User-to-User data (RFC 7433).</summary>
    public const string UserToUser = "User-to-User";

    /// <summary>A private header, whose value has no grammar.</summary>
    public bool IsPrivate => Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase);

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
