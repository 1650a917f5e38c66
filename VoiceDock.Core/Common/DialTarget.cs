using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Common;

/// <summary>
/// Where a call is to go: an E.164 number or an extension of <c>[0-9A-Za-z*#+._-]{1,64}</c>. It becomes the user part of
/// a request only; host, port and transport always come from the trunk. No other text can be expressed.
/// </summary>
public sealed record DialTarget
{
    private static readonly SearchValues<char> ExtensionCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*#+._-");

    private DialTarget(DialTargetKind kind, string value) => (Kind, Value) = (kind, value);

    public DialTargetKind Kind { get; }

    /// <summary><c>+31612345678</c> or <c>200</c>, exactly as it was asked for.</summary>
    public string Value { get; }

    public bool IsNumber => Kind == DialTargetKind.Number;

    public override string ToString() => Value;

    /// <summary>A number or an extension; a <c>sip:</c> URI is refused here because no trunk is known.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DialTarget? target) =>
        TryParse(text, [], out target);

    /// <summary>
    /// As above; besides, a <c>sip:</c> URI whose host is one of <paramref name="trunkHosts"/> (the trunk's host and
    /// from_domain, compared without case) is reduced to its percent-decoded user part.
    /// </summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, IReadOnlyList<string> trunkHosts, [NotNullWhen(true)] out DialTarget? target)
    {
        target = null;
        if (string.IsNullOrEmpty(text) || text.Length > 512) return false;
        if (text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase))
            return SipDestination.TryReadUser(text.AsSpan(4), trunkHosts, out var user) && TryParse(user, [], out target);

        if (text.Length > 64 || text.AsSpan().ContainsAnyExcept(ExtensionCharacters)) return false;
        if (PhoneNumber.IsE164(text))
        {
            target = new DialTarget(DialTargetKind.Number, text);
            return true;
        }

        // "+" and digits that are no E.164 number are a mistyped number, not an extension.
        if (text[0] == '+' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9')) return false;
        target = new DialTarget(DialTargetKind.Extension, text);
        return true;
    }

    /// <summary>
    /// What a person typed into a field: as <see cref="TryParse(string?, IReadOnlyList{string}, out DialTarget?)"/>, but
    /// outer blanks, and in a text that starts with <c>+</c> the usual separators and <c>(0)</c>, are dropped first.
    /// </summary>
    public static bool TryParseTyped(
        [NotNullWhen(true)] string? text, IReadOnlyList<string> trunkHosts, [NotNullWhen(true)] out DialTarget? target)
    {
        var tidy = text?.Trim(' ');
        if (tidy is ['+', ..]) tidy = string.Concat(tidy.Replace("(0)", "", StringComparison.Ordinal).Where(c => c is not (' ' or '\u00a0' or '-' or '(' or ')' or '.' or '/')));
        return TryParse(tidy, trunkHosts, out target);
    }
}
