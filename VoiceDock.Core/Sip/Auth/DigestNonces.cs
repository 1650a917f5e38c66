using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>Nonces that carry their own birth date under a keyed hash, so that a flood of challenges stores nothing; only nonces in use are
/// remembered, against replay. Thread-safe.</summary>
internal sealed class DigestNonces(TimeProvider time, TimeSpan lifetime, int limit)
{
    private const int DateBytes = 8;
    private const int OpenBytes = DateBytes + 8;
    private const int AllBytes = OpenBytes + 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Used> _used = [];
    private readonly Lock _lock = new();

    /// <param name="algorithm">The nonce is good for this algorithm only, so that a SHA-256 challenge cannot be answered with MD5.</param>
    public string Create(DigestAlgorithm algorithm)
    {
        Span<byte> nonce = stackalloc byte[AllBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce, time.GetUtcNow().UtcTicks);
        RandomNumberGenerator.Fill(nonce[DateBytes..OpenBytes]);
        Sign(nonce[..OpenBytes], algorithm, nonce[OpenBytes..]);
        return Convert.ToBase64String(nonce);
    }

    /// <summary>True once for each rising <paramref name="count"/> of a nonce of ours within its lifetime.</summary>
    public bool TryUse(string nonce, DigestAlgorithm algorithm, uint count)
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        Span<byte> signature = stackalloc byte[AllBytes - OpenBytes];
        if (!Convert.TryFromBase64String(nonce, bytes, out var length) || length != AllBytes) return false;
        Sign(bytes[..OpenBytes], algorithm, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[OpenBytes..])) return false;
        var expires = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes), TimeSpan.Zero) + lifetime;
        var now = time.GetUtcNow();
        if (now >= expires) return false;
        lock (_lock)
        {
            if (_used.TryGetValue(nonce, out var used))
            {
                if (count <= used.Count) return false;
            }
            else if (_used.Count >= limit && !ForgetExpired(now))
            {
                return false;
            }

            _used[nonce] = new Used(count, expires);
            return true;
        }
    }

    private bool ForgetExpired(DateTimeOffset now)
    {
        foreach (var (nonce, used) in _used)
        {
            if (used.Expires <= now) _used.Remove(nonce);
        }

        return _used.Count < limit;
    }

    private void Sign(ReadOnlySpan<byte> open, DigestAlgorithm algorithm, Span<byte> signature)
    {
        Span<byte> input = stackalloc byte[OpenBytes + 16];
        open.CopyTo(input);
        var length = OpenBytes + Encoding.ASCII.GetBytes(algorithm.Name, input[OpenBytes..]);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, input[..length], full);
        full[..signature.Length].CopyTo(signature);
    }

    private readonly record struct Used(uint Count, DateTimeOffset Expires);
}
