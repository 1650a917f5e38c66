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
}
