using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>
/// An API key as its holder sees it: <c>vd_live_</c> or <c>vd_test_</c>, 10 base62 id, 43 base62 secret (256 bit), 6 base62 CRC-32. Never prints.
/// </summary>
public sealed class ApiKeyToken
{
    public const string LivePrefix = "vd_live_";
    public const string TestPrefix = "vd_test_";

    internal const int IdLength = 10;
    private const int PrefixLength = 8;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int Length = PrefixLength + IdLength + SecretLength + ChecksumLength;

    private ApiKeyToken(string text) => Text = text;

    public bool IsTest => Text.StartsWith(TestPrefix, StringComparison.Ordinal);

    /// <summary>The public part: finds the row, may be shown and logged.</summary>
    public string Id => Text.Substring(PrefixLength, IdLength);

    /// <summary>The whole key; shown once, at creation.</summary>
    internal string Text { get; }

    public static ApiKeyToken Create(bool test)
    {
        // 7 bytes stay below 62^10, so no digit of the id is favoured enough to matter; the id is no secret.
        Span<byte> random = stackalloc byte[7 + MasterKey.Size];
        RandomNumberGenerator.Fill(random);
        var body = (test ? TestPrefix : LivePrefix) + Base62.Encode(random[..7], IdLength) + Base62.Encode(random[7..], SecretLength);
        CryptographicOperations.ZeroMemory(random);
        return new ApiKeyToken(body + Checksum(body));
    }

    /// <returns>False when prefix, length, alphabet or check sum is not right.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyToken? token)
    {
        token = null;
        if (text is not { Length: Length } || !Base62.IsBase62(text.AsSpan(PrefixLength))) return false;
        if (!text.StartsWith(LivePrefix, StringComparison.Ordinal) && !text.StartsWith(TestPrefix, StringComparison.Ordinal)) return false;
        if (!text.AsSpan(Length - ChecksumLength).SequenceEqual(Checksum(text.AsSpan(0, Length - ChecksumLength)))) return false;
        token = new ApiKeyToken(text);
        return true;
    }

    public override string ToString() => ProtectedSecret.Mask;

    private static string Checksum(ReadOnlySpan<char> body)
    {
        Span<byte> ascii = stackalloc byte[Length];
        var written = Encoding.ASCII.GetBytes(body, ascii);
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Compute(ascii[..written]));
        CryptographicOperations.ZeroMemory(ascii);
        return Base62.Encode(crc, ChecksumLength);
    }
}
