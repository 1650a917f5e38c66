using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Toll;

namespace VoiceDock.Web.Toll;

/// <summary>What the console calls limits and alerts.</summary>
public static class LimitWords
{
    public static readonly IReadOnlyList<(string Value, string Words)> CountryRules =
    [
        (WireName.Of(CountryRule.Any), "Every country"),
        (WireName.Of(CountryRule.OnlyListed), "Only the countries listed"),
        (WireName.Of(CountryRule.NotListed), "Every country but those listed"),
    ];

    /// <summary>In the order they are shown.</summary>
    public static readonly IReadOnlyList<(NumberKind Kind, string Name, string Help)> Kinds =
    [
        (NumberKind.PremiumRate, "Premium-rate numbers", "Whoever answers is paid by the minute, such as +31 909 in the Netherlands or +1 900."),
        (NumberKind.SharedCost, "Shared-cost numbers", "Dearer than an ordinary call, such as +49 1805 in Germany."),
        (NumberKind.Satellite, "Satellite phones", "+870 and +881."),
        (NumberKind.InternationalNetwork, "International networks", "+878, +882, +883 and +888, which belong to no country."),
        (NumberKind.Personal, "Personal numbers", "They follow their owner and are often dear, such as +44 70 in the United Kingdom."),
        (NumberKind.Pager, "Pagers", "Nobody can talk on one."),
        (NumberKind.Unknown, "Numbers not in use", "In no country's numbering plan, as far as VoiceDock knows. Allow them only where a number that works is refused."),
    ];

    public static string Title(TollAlertKind kind) => kind switch
    {
        TollAlertKind.ManyFailed => "Many failed calls",
        TollAlertKind.ManyShort => "Many very short calls",
        TollAlertKind.CallsUsedUp => "Calls of the day used up",
        _ => "Minutes of the day used up",
    };
}
