using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security.Destinations;

/// <summary>
/// Which phone numbers may be dialled: by kind and by country. Extensions are the trunk's business. Immutable, thread-safe, from memory.
/// </summary>
public sealed class DestinationPolicy
{
    /// <summary>Every number in use, except premium-rate, shared-cost, satellite and international-network numbers.</summary>
    public static readonly DestinationPolicy Default = new(CountryRule.Any, [], NumberKinds.RefusedByDefault);

    private readonly HashSet<string> _countries;
    private readonly HashSet<NumberKind> _refused;

    /// <param name="countries">ISO 3166 codes of two letters, upper case.</param>
    public DestinationPolicy(CountryRule rule, IEnumerable<string> countries, IEnumerable<NumberKind> refused) =>
        (CountryRule, _countries, _refused) = (rule, [.. countries], [.. refused]);

    public CountryRule CountryRule { get; }

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> ListedCountries => [.. _countries.Order(StringComparer.Ordinal)];

    public IReadOnlyList<NumberKind> RefusedKinds => [.. _refused.Order()];

    /// <summary>Why a number is refused, for example <c>a premium-rate number</c>; null when it is allowed.</summary>
    /// <param name="e164">An E.164 number.</param>
    public string? WhyRefused(string e164)
    {
        if (!Common.PhoneNumber.TryParse(e164, null, out var number)) return "not a number of any country";
        if (NumberKinds.TryRead(number, out var kind, out var words) && _refused.Contains(kind)) return words;
        return CountryRule == CountryRule.Any ? null : WhyNotThere(Countries.Of(number));
    }

    /// <summary><c>destination_not_allowed</c> with the reason.</summary>
    internal static Error Refused(string e164, string reason) =>
        new(ErrorKind.Forbidden, "destination_not_allowed", $"{e164} is {reason}; such calls are not allowed by the destination rules.")
        {
            Details = [$"destination: {reason}"],
        };

    // A number that may be of several countries has to be allowed for each of them.
    private string? WhyNotThere(IReadOnlyList<string> countries)
    {
        if (CountryRule == CountryRule.NotListed)
            return countries.FirstOrDefault(_countries.Contains) is { } listed ? $"a number of {Countries.NameOf(listed)}, which is on the list of refused countries" : null;
        if (countries.Count == 0) return "a number of no country, and only listed countries are allowed";
        return countries.FirstOrDefault(c => !_countries.Contains(c)) is { } other ? $"a number of {Countries.NameOf(other)}, which is not on the list of allowed countries" : null;
    }
}
