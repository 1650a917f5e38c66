using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace VoiceDock.Core.Security.Destinations;

/// <summary>Tells kinds of numbers apart. Pure and thread-safe.</summary>
internal static class NumberKinds
{
    /// <summary>Refused unless somebody says otherwise.</summary>
    public static readonly IReadOnlyList<NumberKind> RefusedByDefault =
        [NumberKind.PremiumRate, NumberKind.SharedCost, NumberKind.Satellite, NumberKind.InternationalNetwork, NumberKind.Unknown];

    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    // Country codes that belong to no country. The library knows them, and calls most of them ordinary.
    private static readonly Dictionary<int, (NumberKind Kind, string Words)> Networks = new()
    {
        [870] = (NumberKind.Satellite, "a satellite number"),
        [878] = (NumberKind.InternationalNetwork, "a global personal number"),
        [881] = (NumberKind.Satellite, "a satellite number"),
        [882] = (NumberKind.InternationalNetwork, "an international network number"),
        [883] = (NumberKind.InternationalNetwork, "an international network number"),
        [888] = (NumberKind.InternationalNetwork, "a disaster relief number"),
        [979] = (NumberKind.PremiumRate, "an international premium-rate number"),
    };

    /// <summary>The kind a number is of, and what to call it; false for ordinary numbers.</summary>
    public static bool TryRead(PhoneNumbers.PhoneNumber number, out NumberKind kind, [NotNullWhen(true)] out string? words)
    {
        if (Networks.TryGetValue(number.CountryCode, out var network))
        {
            (kind, words) = network;
            return true;
        }

        (kind, words) = Plan.GetNumberType(number) switch
        {
            PhoneNumberType.PREMIUM_RATE => (NumberKind.PremiumRate, "a premium-rate number"),
            PhoneNumberType.SHARED_COST => (NumberKind.SharedCost, "a shared-cost number"),
            PhoneNumberType.PERSONAL_NUMBER => (NumberKind.Personal, "a personal number"),
            PhoneNumberType.PAGER => (NumberKind.Pager, "a pager's number"),
            PhoneNumberType.UNKNOWN => (NumberKind.Unknown, "not a number in use in any country"),
            _ => (default, (string?)null),
        };
        return words is not null;
    }
}
