using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>RFC 3261 section 20.16. The number is below 2^31; methods are compared with regard to case.</summary>
public sealed record CSeq(uint Number, string Method)
{
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CSeq? value)
    {
        value = null;
        text = SipText.Trim(text);
        var blank = text.IndexOfAny(' ', '\t');
        if (blank <= 0 || !uint.TryParse(text[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var method = SipText.Trim(text[blank..]);
        if (number > int.MaxValue || !SipText.IsToken(method)) return false;
        value = new CSeq(number, SipMethods.Intern(method));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Method}");
}
