using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>HMAC-SHA256 of an API key under a pepper the master key guards: who can write the database still cannot forge a key. Thread-safe.</summary>
public sealed class ApiKeyHasher(InstanceKey instance)
{
    private readonly byte[] _pepper = instance.Derive(InstanceKey.ApiKeyPepperInfo);

    /// <summary>32 bytes.</summary>
    public byte[] Hash(ApiKeyToken token) => HMACSHA256.HashData(_pepper, Encoding.ASCII.GetBytes(token.Text));

    /// <summary>Same work and time whether the row exists or not.</summary>
    /// <param name="stored">The stored hash, or null when no row has the token's id.</param>
    public bool Matches(ApiKeyToken token, byte[]? stored)
    {
        Span<byte> nobody = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var equal = CryptographicOperations.FixedTimeEquals(Hash(token), stored ?? nobody);
        return equal && stored is not null;
    }
}
