namespace VoiceDock.Core.Security.Destinations;

/// <summary>A kind of phone number that may be refused as such.</summary>
public enum NumberKind
{
    /// <summary>The called party is paid by the minute, in a country or internationally (+979).</summary>
    PremiumRate,

    /// <summary>The caller pays more than for an ordinary number.</summary>
    SharedCost,

    /// <summary>Inmarsat, Iridium, Globalstar and the like.</summary>
    Satellite,

    /// <summary>Country codes of networks and services that belong to no country (+882, +883, +878, +888).</summary>
    InternationalNetwork,

    /// <summary>Follows its owner wherever he is, as +44 70 does; often dear.</summary>
    Personal,

    Pager,

    /// <summary>No number in use in any country, as far as is known.</summary>
    Unknown,
}
