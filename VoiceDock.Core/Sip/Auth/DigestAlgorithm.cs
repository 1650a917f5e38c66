using System.Security.Cryptography;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>The hash functions we have, by their names in RFC 7616 section 6.1 (RFC 8760 section 2.1 takes them over). A name that is not here is
/// unknown and never taken for another.</summary>
internal sealed class DigestAlgorithm
{
    public static readonly DigestAlgorithm Md5 = new("MD5", () => DigestHash.Of(HashAlgorithmName.MD5));
    public static readonly DigestAlgorithm Sha256 = new("SHA-256", () => DigestHash.Of(HashAlgorithmName.SHA256));
    public static readonly DigestAlgorithm Sha512Of256 = new("SHA-512-256", DigestHash.Sha512Of256);

    private static readonly DigestAlgorithm[] All = [Sha512Of256, Sha256, Md5];

    private readonly Func<DigestHash> _create;

    private DigestAlgorithm(string name, Func<DigestHash> create) => (Name, _create) = (name, create);

    public string Name { get; }

    public DigestHash CreateHash() => _create();

    public static DigestAlgorithm? Find(string name) => Array.Find(All, a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
