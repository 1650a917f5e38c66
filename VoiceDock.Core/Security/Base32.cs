namespace VoiceDock.Core.Security;

/// <summary>Base32 without padding (RFC 4648 section 6): letters and 2-7, nothing a person mistakes for something else when typing.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Upper-case; the last character stands for the bits that are left, filled with zeros.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(pair >> (11 - bit % 8)) & 31];
        }

        return new string(text);
    }
}
