using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>Everything the response value is made from, the password excepted (RFC 7616 section 3.4). Without <see cref="Qop"/> it is the
/// older form of RFC 2069.</summary>
internal sealed record DigestInput
{
    public required DigestAlgorithm Algorithm { get; init; }

    public required string Username { get; init; }

    public required string Realm { get; init; }

    public required string Nonce { get; init; }

    public required string Method { get; init; }

    public required string Uri { get; init; }

    /// <summary><c>auth</c> or null.</summary>
    public string? Qop { get; init; }

    /// <summary>Eight hexadecimal digits.</summary>
    public string? NonceCount { get; init; }

    public string? ClientNonce { get; init; }

    /// <summary>The response value in lower-case hexadecimal. Leaves no copy of the password or of what is derived from it alone.</summary>
    public string Respond(ReadOnlySpan<byte> password)
    {
        using var hash = Algorithm.CreateHash();
        Span<byte> raw = stackalloc byte[hash.Length];
        Span<byte> first = stackalloc byte[raw.Length * 2];
        Span<byte> second = stackalloc byte[raw.Length * 2];
        Append(hash, Username, ":", Realm, ":");
        hash.Append(password);
        Finish(hash, raw, first);
        Append(hash, Method, ":", Uri);
        Finish(hash, raw, second);
        hash.Append(first);
        if (Qop is null) Append(hash, ":", Nonce, ":");
        else Append(hash, ":", Nonce, ":", NonceCount ?? "", ":", ClientNonce ?? "", ":", Qop, ":");
        hash.Append(second);
        CryptographicOperations.ZeroMemory(first);
        Finish(hash, raw, second);
        return Encoding.ASCII.GetString(second);
    }

    private static void Append(DigestHash hash, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts) hash.Append(Encoding.UTF8.GetBytes(part));
    }

    private static void Finish(DigestHash hash, Span<byte> raw, Span<byte> hex)
    {
        hash.Finish(raw);
        Convert.TryToHexStringLower(raw, hex, out _);
        CryptographicOperations.ZeroMemory(raw);
    }
}
