using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>
/// 32 random bytes that belong to one database as long as it lives, wrapped by the master key. What cannot be made anew when the master key
/// changes is derived from them: the pepper of API keys, whose tokens nobody keeps, the hash key of repeated requests, the key of the cookie ring.
/// Thread-safe.
/// </summary>
public sealed class InstanceKey
{
    internal const string ApiKeyPepperInfo = "voicedock/apikey-pepper/v1";
    internal const string IdempotencyInfo = "voicedock/idempotency/v1";
    internal const string RingInfo = "voicedock/dp-ring/v1";

    private const string Place = "vd1|key_check|instance";

    private readonly byte[] _bytes;

    private InstanceKey(byte[] bytes) => _bytes = bytes;

    public override string ToString() => ProtectedSecret.Mask;

    /// <summary>A new one, wrapped.</summary>
    internal static byte[] Create(MasterKey master)
    {
        var bytes = RandomNumberGenerator.GetBytes(MasterKey.Size);
        var wrapped = KeyWrap.Wrap(master, bytes, Place);
        CryptographicOperations.ZeroMemory(bytes);
        return wrapped;
    }

    /// <exception cref="CryptographicException">Damaged, or wrapped under another master key.</exception>
    internal static InstanceKey Open(MasterKey master, byte[] wrapped) => new(KeyWrap.Unwrap(master, wrapped, Place));

    /// <inheritdoc cref="KeyWrap.Rewrap"/>
    internal static byte[] Rewrap(MasterKey from, MasterKey to, byte[] wrapped) => KeyWrap.Rewrap(from, to, wrapped, Place);

    /// <summary>HKDF-SHA256 without salt; 32 bytes per purpose.</summary>
    internal byte[] Derive(string info) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, MasterKey.Size, info: Encoding.ASCII.GetBytes(info));

    internal bool IsSameAs(InstanceKey other) => CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);
}
