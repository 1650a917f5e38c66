using System.Numerics;

namespace VoiceDock.Core.Security;

/// <summary>Numbers in the alphabet 0-9A-Za-z: survives double clicks, shells and addresses.</summary>
internal static class Base62
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Big-endian bytes as a number, padded with leading zeros to <paramref name="length"/> characters.</summary>
    /// <exception cref="ArgumentException">The number needs more characters.</exception>
    public static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        Span<char> text = stackalloc char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            value = BigInteger.DivRem(value, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        if (!value.IsZero) throw new ArgumentException("The number needs more characters.", nameof(length));
        return new string(text);
    }

    public static bool IsBase62(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }
}
