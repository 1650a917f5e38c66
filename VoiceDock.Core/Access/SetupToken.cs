using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Access;

/// <summary>
/// The one-time token that opens first-run set-up: 256 bit, 30 minutes, a new one at every start, void as soon as somebody exists. Thread-safe.
/// </summary>
public sealed class SetupToken(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private byte[]? _hash;
    private long _issued;

    /// <summary>Makes a new token and forgets the old one. Called once at start, when there is no user.</summary>
    /// <returns>Text fit for a link; printed on the console, never logged elsewhere.</returns>
    public string Issue()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_lock) (_hash, _issued) = (Hash(text), time.GetTimestamp());
        return text;
    }

    /// <summary>Fixed-time comparison; false when none is open, it is another one, used, or too old.</summary>
    public bool IsValid(string? token)
    {
        lock (_lock)
        {
            return _hash is not null
                && token is { Length: <= 100 }
                && time.GetElapsedTime(_issued) < Lifetime
                && CryptographicOperations.FixedTimeEquals(_hash, Hash(token));
        }
    }

    /// <summary>Voids the token.</summary>
    public void Close()
    {
        lock (_lock) _hash = null;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
