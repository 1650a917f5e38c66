namespace VoiceDock.Core.Security.Destinations;

/// <summary>How the list of countries is meant.</summary>
public enum CountryRule
{
    /// <summary>Numbers of every country may be dialled.</summary>
    Any,

    /// <summary>Only numbers of a listed country.</summary>
    OnlyListed,

    /// <summary>Numbers of every country that is not listed.</summary>
    NotListed,
}
