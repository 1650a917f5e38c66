using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>An a=crypto line: a suite and the master key its sender encrypts with (RFC 4568 section 4). Never printed with its key but on the wire.</summary>
public sealed class SdpCrypto
{
    /// <summary>Names of the suites we know (RFC 4568 section 6.2).</summary>
    public const string Tag80 = "AES_CM_128_HMAC_SHA1_80";
    public const string Tag32 = "AES_CM_128_HMAC_SHA1_32";

    /// <summary>Bytes of master key and salt, in both suites.</summary>
    public const int KeyLength = 30;

    private const string Inline = "inline:";

    private readonly byte[] _key;

    /// <param name="tag">1 to 999,999,999: what the answer refers to.</param>
    /// <param name="suite">One of the constants.</param>
    /// <param name="key">30 bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public SdpCrypto(int tag, string suite, ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength) throw new ArgumentException($"A master key and salt have {KeyLength} bytes.", nameof(key));
        (Tag, Suite, _key) = (tag, suite, key.ToArray());
    }

    public int Tag { get; }

    public string Suite { get; }

    public ReadOnlySpan<byte> Key => _key;

    /// <summary>
    /// Reads the value of the attribute. False for every line we cannot use as it is meant: another suite, several keys or a key identifier
    /// (MKI), or session parameters that change how packets are made. A lifetime is read over: calls end before it does.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out SdpCrypto? crypto)
    {
        crypto = null;
        var parts = value.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || parts[0].Length > 9 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tag)) return false;
        var suite = parts[1] is Tag80 or Tag32 ? parts[1] : null;
        if (suite is null || !parts[2].StartsWith(Inline, StringComparison.OrdinalIgnoreCase) || !parts[3..].All(IsHarmless)) return false;
        var fields = parts[2][Inline.Length..].Split('|');
        if (fields.Skip(1).Any(f => f.Contains(':', StringComparison.Ordinal)) || fields.Length > 2) return false;

        Span<byte> key = stackalloc byte[KeyLength + 1];
        if (!Convert.TryFromBase64String(fields[0], key, out var length) || length != KeyLength) return false;
        crypto = new SdpCrypto(tag, suite, key[..KeyLength]);
        return true;
    }

    /// <summary>The value of the attribute, key included: for the wire only.</summary>
    public string ToWire() => string.Create(CultureInfo.InvariantCulture, $"{Tag} {Suite} {Inline}{Convert.ToBase64String(_key)}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tag} {Suite}, key not shown");

    // 6.3: "-" marks what may be ignored; WSH only asks for a larger replay window.
    private static bool IsHarmless(string parameter) =>
        parameter[0] == '-' || parameter.StartsWith("WSH=", StringComparison.OrdinalIgnoreCase);
}
