using System.Text;

namespace VoiceDock.Tests.Support;

/// <summary>The ways a secret could lie in bytes unsealed, for searches that must find nothing.</summary>
public static class SecretSpellings
{
    public static IEnumerable<(string Spelling, byte[] Bytes)> Of(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        yield return ("UTF-8", plain);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("UTF-16 big-endian", Encoding.BigEndianUnicode.GetBytes(secret));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(plain)));
        yield return ("small hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(plain)));
        yield return ("reversed", [.. plain.Reverse()]);
        for (var shift = 0; shift < 3; shift++)
        {
            // Only whole groups of the secret itself: what stands before and behind it is unknown.
            var whole = plain.AsSpan(shift, (plain.Length - shift) / 3 * 3);
            yield return ($"base64 shifted by {shift}", Encoding.ASCII.GetBytes(Convert.ToBase64String(whole)));
        }
    }

    /// <summary>The spellings in which the bytes hold the secret.</summary>
    public static IReadOnlyList<string> FoundIn(byte[] bytes, string secret) => [.. Of(secret).Where(s => bytes.AsSpan().IndexOf(s.Bytes) >= 0).Select(s => s.Spelling)];
}
