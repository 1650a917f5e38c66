using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>
/// Codes by time (RFC 6238) over HMAC-SHA-1 (RFC 4226), six digits, a new one every 30 seconds: what every authenticator app understands. Thread-safe.
/// </summary>
public static class Totp
{
    /// <summary>160 bits, as RFC 4226 section 4 (R6) recommends.</summary>
    public const int KeySize = 20;

    public const int Digits = 6;

    public const int StepSeconds = 30;

    /// <summary>How far a phone's clock may be off, in steps to either side (RFC 6238 section 5.2).</summary>
    public const int Tolerance = 1;

    /// <summary>The number of the 30 seconds a moment lies in, counted from 1970.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step (RFC 4226 section 5.3).</summary>
    /// <param name="digits">6 to 8; other than 6 for the test vectors of RFC 6238 only.</param>
    public static string Code(ReadOnlySpan<byte> key, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(key, counter, mac);
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 15)..]) & 0x7FFF_FFFF;
        var modulus = (uint)Math.Pow(10, digits);
        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, within the tolerance; null for none. Takes as long for a wrong code as for a right one.</summary>
    public static long? FindStep(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        long? found = null;
        var given = Encoding.ASCII.GetBytes(code);
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), given)) found = step;
        }

        return found;
    }
}
