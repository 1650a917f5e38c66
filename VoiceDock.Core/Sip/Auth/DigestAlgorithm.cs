using System.Security.Cryptography;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>The hash functions we have, by their names in RFC 7616 section 6.1. A name that is not here is unknown and never taken
/// for another.</summary>
internal sealed class DigestAlgorithm
{
    public static readonly DigestAlgorithm Md5 = new("MD5", HashAlgorithmName.MD5);
    public static readonly DigestAlgorithm Sha256 = new("SHA-256", HashAlgorithmName.SHA256);

    private DigestAlgorithm(string name, HashAlgorithmName hash)
    {
        Name = name;
        Hash = hash;
    }

    public string Name { get; }

    public HashAlgorithmName Hash { get; }

    public static DigestAlgorithm? Find(string name) =>
        name.Equals(Md5.Name, StringComparison.OrdinalIgnoreCase) ? Md5
        : name.Equals(Sha256.Name, StringComparison.OrdinalIgnoreCase) ? Sha256
        : null;
}
