using System.Globalization;
using PhoneNumbers;

namespace VoiceDock.Core.Security.Destinations;

/// <summary>The countries that have phone numbers, by their ISO 3166 codes of two letters. Pure and thread-safe.</summary>
public static class Countries
{
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    private static readonly Lazy<Dictionary<string, string>> Names = new(() => Plan.GetSupportedRegions().ToDictionary(code => code, Name));

    /// <summary>Code and English name, in the order of the names.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [.. Names.Value.OrderBy(n => n.Value, StringComparer.InvariantCulture).Select(n => (n.Key, n.Value))];

    public static bool IsKnown(string code) => Names.Value.ContainsKey(code);

    /// <summary>The English name; the code itself when it is not known.</summary>
    public static string NameOf(string code) => Names.Value.GetValueOrDefault(code, code);

    /// <summary>The code for a code, a name or the beginning of a name that fits one country only, such as <c>netherl</c>; null otherwise.</summary>
    public static string? Find(string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0) return null;
        if (IsKnown(text.ToUpperInvariant())) return text.ToUpperInvariant();
        if (All.FirstOrDefault(c => Same(c.Name, text)) is { Code: { } exact }) return exact;
        var some = All.Where(c => c.Name.StartsWith(text, StringComparison.InvariantCultureIgnoreCase)).Take(2).ToList();
        return some is [var only] ? only.Code : null;
    }

    /// <summary>The countries a number may be of: one as a rule, those that share its code when that is not to be told, none for +800 and the like.</summary>
    internal static IReadOnlyList<string> Of(PhoneNumbers.PhoneNumber number) => Plan.GetRegionCodeForNumber(number) switch
    {
        null => [.. Plan.GetRegionCodesForCountryCode(number.CountryCode).Where(IsKnown)],
        var code when IsKnown(code) => [code],
        _ => [],
    };

    private static bool Same(string name, string typed) => string.Equals(name, typed, StringComparison.InvariantCultureIgnoreCase);

    private static string Name(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code; // the system does not know this one: its code has to do
        }
    }
}
