using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>
/// The 32 bytes every other key is derived from; never in the database. Written as <c>vdk1_&lt;base64url&gt;_&lt;crc32&gt;</c>, so that a cut
/// key is "malformed" and not "wrong". Thread-safe.
/// </summary>
public sealed class MasterKey
{
    public const int Size = 32;
    public const string Prefix = "vdk1_";

    internal const string DataKeyWrapInfo = "voicedock/dek-wrap/v1";
    internal const string CheckInfo = "voicedock/kcv/v1";

    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public MasterKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException("A master key has 32 bytes.", nameof(bytes));
        _bytes = bytes.ToArray();
        CheckValue = Derive(CheckInfo);
        Id = Convert.ToHexStringLower(CheckValue.AsSpan(0, 2));
    }

    /// <summary>Four hex digits a person can compare; says nothing about the key.</summary>
    public string Id { get; }

    /// <summary>32 bytes, stored in the database to recognise the key again.</summary>
    internal byte[] CheckValue { get; }

    public static MasterKey Generate() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads the written form; surrounding white space is allowed.</summary>
    /// <returns>False when the form, the length or the check sum is not right.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MasterKey? key)
    {
        key = null;
        var trimmed = text.AsSpan().Trim();
        var body = Base64Url.GetEncodedLength(Size);
        if (trimmed.Length != Prefix.Length + body + 1 + 8 || !trimmed.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var signed = trimmed[..(Prefix.Length + body)];
        if (trimmed[signed.Length] != '_' || !uint.TryParse(trimmed[(signed.Length + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc))
        {
            return false;
        }

        if (Checksum(signed) != crc) return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64Url.TryDecodeFromChars(signed[Prefix.Length..], bytes, out var written) || written != Size) return false;
        key = new MasterKey(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    /// <summary>The written form, for the key file only.</summary>
    internal string Write()
    {
        var signed = Prefix + Base64Url.EncodeToString(_bytes);
        return $"{signed}_{Checksum(signed):x8}";
    }

    /// <summary>HKDF-SHA256 without salt; 32 bytes per purpose.</summary>
    internal byte[] Derive(string info) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, Size, info: Encoding.ASCII.GetBytes(info));

    public override string ToString() => ProtectedSecret.Mask;

    private static uint Checksum(ReadOnlySpan<char> signed)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(signed.Length)];
        var length = Encoding.UTF8.GetBytes(signed, bytes);
        var crc = Crc32.Compute(bytes.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(bytes);
        return crc;
    }
}
