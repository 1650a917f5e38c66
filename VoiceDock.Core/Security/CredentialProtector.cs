using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>
/// Seals and opens the credentials kept in the database: <c>01 | data_key_id(8) | nonce(12) | tag(16) | ciphertext</c>, the plaintext padded
/// to a multiple of 64 bytes, each record under its own key, bound to table, row, field, data key and version. Thread-safe; no I/O.
/// </summary>
public sealed class CredentialProtector(DataKeyRing ring)
{
    /// <summary>Longest secret, in bytes.</summary>
    public const int MaxSecretBytes = 4096;

    private const byte Format = 1;
    private const int HeaderSize = 1 + sizeof(long);
    private const int Block = 64;
    private const int LengthSize = sizeof(ushort);

    /// <summary>Seals a secret for one row. Raise <paramref name="version"/> with every replacement, so that an old blob cannot be put back.</summary>
    /// <exception cref="ArgumentException">The secret is empty or longer than <see cref="MaxSecretBytes"/>.</exception>
    public ProtectedSecret Seal(SecretField field, Guid ownerId, int version, ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty) throw new ArgumentException("There is no empty secret; store none instead.", nameof(secret));
        if (secret.Length > MaxSecretBytes) throw new ArgumentException($"A secret has at most {MaxSecretBytes} bytes.", nameof(secret));
        var id = ring.ActiveId;
        var padded = Pad(secret);
        var key = RecordKey(ring.Find(id)!, field, ownerId);
        var body = AesSeal.Seal(key, padded, Associated(field, ownerId, id, version));
        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(key);
        ring.CountUse();

        var blob = new byte[HeaderSize + body.Length];
        blob[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(blob.AsSpan(1), id);
        body.CopyTo(blob, HeaderSize);
        return new ProtectedSecret(blob);
    }

    /// <summary>Seals text as UTF-8.</summary>
    /// <inheritdoc cref="Seal(SecretField, Guid, int, ReadOnlySpan{byte})"/>
    public ProtectedSecret Seal(SecretField field, Guid ownerId, int version, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        try
        {
            return Seal(field, ownerId, version, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Opens a sealed secret. The caller zeroes <paramref name="secret"/> after use.</summary>
    /// <returns>False when the blob is damaged, moved from another row, field or version, or sealed with an unknown key: state "corrupt".</returns>
    public bool TryOpen(ProtectedSecret blob, SecretField field, Guid ownerId, int version, [NotNullWhen(true)] out byte[]? secret)
    {
        secret = null;
        var bytes = blob.Blob;
        if (bytes.Length < HeaderSize + AesSeal.Overhead + Block || bytes[0] != Format) return false;
        var id = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (ring.Find(id) is not { } dataKey) return false;
        var key = RecordKey(dataKey, field, ownerId);
        var padded = AesSeal.Open(key, bytes[HeaderSize..], Associated(field, ownerId, id, version));
        CryptographicOperations.ZeroMemory(key);
        if (padded is null) return false;
        secret = Unpad(padded);
        CryptographicOperations.ZeroMemory(padded);
        return secret is not null;
    }

    private static byte[] RecordKey(byte[] dataKey, SecretField field, Guid ownerId) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, MasterKey.Size, ownerId.ToByteArray(bigEndian: true), Encoding.ASCII.GetBytes($"{field.Table}/{field.Name}"));

    private static byte[] Associated(SecretField field, Guid ownerId, long dataKeyId, int version) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"vd1|{field.Table}|{ownerId:D}|{field.Name}|{dataKeyId:x16}|{version}"));

    // Length first, zeros behind: every secret of up to 62 bytes makes a blob of the same size.
    private static byte[] Pad(ReadOnlySpan<byte> secret)
    {
        var padded = new byte[(LengthSize + secret.Length + Block - 1) / Block * Block];
        BinaryPrimitives.WriteUInt16BigEndian(padded, (ushort)secret.Length);
        secret.CopyTo(padded.AsSpan(LengthSize));
        return padded;
    }

    private static byte[]? Unpad(byte[] padded)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(padded);
        return length == 0 || length > padded.Length - LengthSize ? null : padded.AsSpan(LengthSize, length).ToArray();
    }
}
