using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>A code that stands in for the authenticator app once. Only its hash is kept; with 80 random bits nobody guesses from a hash.</summary>
internal sealed class RecoveryCode
{
    /// <summary>How many a person gets.</summary>
    public const int Count = 10;

    private const int Size = 10;
    private const int Group = 4;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of person and code.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>UTC; null = still good.</summary>
    public DateTime? UsedAt { get; set; }

    /// <summary>A new code as it is shown: <c>abcd-efgh-ijkl-mnop</c>.</summary>
    public static string Create()
    {
        var text = Base32.Encode(RandomNumberGenerator.GetBytes(Size)).ToLowerInvariant();
        return string.Join('-', text.Chunk(Group).Select(part => new string(part)));
    }

    /// <summary>Case, blanks and hyphens do not count.</summary>
    public static byte[] HashOf(Guid userId, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"vd1|recovery_code|{userId:D}|{Plain(code)}"));

    private static string Plain(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
