using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace VoiceDock.Core.Common;

/// <summary>
/// Phone numbers as this program keeps them: E.164 text, <c>+</c> and 7 to 15 digits. All methods are pure and thread-safe.
/// Countries are ISO 3166 alpha-2 codes.
/// </summary>
public static class PhoneNumber
{
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    /// <summary>Form only: <c>+</c>, a first digit 1-9, 7 to 15 digits. Whether such a number is in use is not asked.</summary>
    public static bool IsE164([NotNullWhen(true)] string? text) =>
        text is ['+', >= '1' and <= '9', ..] && text.Length is >= 8 and <= 16 && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    public static bool IsCountry([NotNullWhen(true)] string? country) =>
        country is { Length: 2 } && Plan.GetSupportedRegions().Contains(country.ToUpperInvariant());

    /// <summary>
    /// What a dialled or presented text may mean as E.164, likeliest first: <c>+</c> form, <c>00</c> form, national form of
    /// <paramref name="country"/>, plain international digits. Empty when it cannot be a number.
    /// </summary>
    public static IReadOnlyList<string> Readings(string? dialled, string? country)
    {
        if (string.IsNullOrEmpty(dialled) || dialled.Length > 40) return [];
        var digits = string.Concat(dialled.Where(c => c is not (' ' or '-' or '(' or ')' or '.')));
        List<string> readings = [];
        if (digits is ['+', ..])
        {
            Add(readings, digits);
            return readings;
        }

        if (digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return [];
        if (digits.StartsWith("00", StringComparison.Ordinal)) Add(readings, string.Concat("+", digits.AsSpan(2)));
        if (IsCountry(country) && TryParse(digits, country, out var national) && Plan.IsValidNumber(national))
            Add(readings, Plan.Format(national, PhoneNumberFormat.E164));
        Add(readings, "+" + digits);
        return readings;
    }

    /// <summary>The likeliest reading that is a number in use in some country; null when there is none.</summary>
    public static string? Normalise(string? dialled, string? country) =>
        Readings(dialled, country).FirstOrDefault(IsInUse);

    /// <summary>Whether it is a number in use in some country.</summary>
    public static bool IsInUse(string e164) => TryParse(e164, null, out var number) && Plan.IsValidNumber(number);

    /// <summary>
    /// The digits a telephone in <paramref name="country"/> dials for <paramref name="e164"/>: national form with its trunk
    /// prefix, or the country's international prefix in front. Null when the number or the country is not known.
    /// </summary>
    public static string? DialledFrom(string e164, string country)
    {
        if (!IsCountry(country) || !TryParse(e164, null, out var number)) return null;
        var region = country.ToUpperInvariant();
        var text = number.CountryCode == Plan.GetCountryCodeForRegion(region)
            ? Plan.Format(number, PhoneNumberFormat.NATIONAL)
            : Plan.FormatOutOfCountryCallingNumber(number, region);
        return string.Concat(text.Where(char.IsAsciiDigit));
    }

    /// <summary>
    /// <c>+31612345678</c> grouped as its country reads it (<c>+31 6 12345678</c>); any other text as it is. For screens only: what is
    /// dialled, stored or exported stays E.164.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? ToReadable(string? text) =>
        IsE164(text) && TryParse(text, null, out var number) ? Plan.Format(number, PhoneNumberFormat.INTERNATIONAL) : text;

    internal static bool TryParse(string text, string? country, [NotNullWhen(true)] out PhoneNumbers.PhoneNumber? number)
    {
        try
        {
            number = Plan.Parse(text, country?.ToUpperInvariant());
            return true;
        }
        catch (NumberParseException)
        {
            number = null; // the library's only way to say "no"
            return false;
        }
    }

    private static void Add(List<string> readings, string reading)
    {
        if (IsE164(reading) && !readings.Contains(reading)) readings.Add(reading);
    }
}
