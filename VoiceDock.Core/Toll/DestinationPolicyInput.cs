using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Toll;

/// <summary>What a person says the destination rules should be; the model of the form. Values are wire texts.</summary>
public sealed class DestinationPolicyInput
{
    public string? CountryRule { get; set; }

    /// <summary>ISO 3166 codes of two letters.</summary>
    public IReadOnlyList<string> Countries { get; set; } = [];

    public IReadOnlyList<string> RefusedKinds { get; set; } = [];

    public static DestinationPolicyInput From(DestinationPolicy policy) => new()
    {
        CountryRule = WireName.Of(policy.CountryRule),
        Countries = policy.ListedCountries,
        RefusedKinds = [.. policy.RefusedKinds.Select(WireName.Of)],
    };

    /// <summary>The rules as they would be, saved or not; what is no rule, country or kind is left out.</summary>
    public DestinationPolicy ToPolicy() => Of(WireName.TryParse<CountryRule>(CountryRule, out var rule) ? rule : default, Countries, RefusedKinds);

    internal static DestinationPolicy Of(CountryRule rule, IEnumerable<string> countries, IEnumerable<string> kinds) =>
        new(rule, countries, kinds.Select(k => WireName.TryParse<NumberKind>(k, out var kind) ? kind : (NumberKind?)null).OfType<NumberKind>());
}
