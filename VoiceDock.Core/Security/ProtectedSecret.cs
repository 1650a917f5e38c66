namespace VoiceDock.Core.Security;

/// <summary>
/// A sealed secret as it lies in the database: version, data key id, nonce, tag, ciphertext. Made by <see cref="CredentialProtector"/>.
/// Never prints. Belongs into an entity of its own that lists and forms do not load; never into a DTO.
/// </summary>
public sealed class ProtectedSecret(byte[] blob)
{
    /// <summary>What a secret shows instead of itself.</summary>
    public const string Mask = "•••";

    private readonly byte[] _blob = blob;

    /// <summary>For the database mapping: a copy of the sealed bytes.</summary>
    public byte[] ToBytes() => [.. _blob];

    internal ReadOnlySpan<byte> Blob => _blob;

    public override string ToString() => Mask;
}
