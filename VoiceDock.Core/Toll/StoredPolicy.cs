using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Toll;

/// <summary>The destination policy as it is stored; there is one row, and none while nobody has changed anything.</summary>
internal sealed class StoredPolicy
{
    public int Row { get; set; } = 1;

    public CountryRule CountryRule { get; set; }

    public IReadOnlyList<string> Countries { get; set; } = [];

    /// <summary>Wire names; one this program does not know is left out.</summary>
    public IReadOnlyList<string> RefusedKinds { get; set; } = [];

    public DateTime ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    public DestinationPolicy ToPolicy() => DestinationPolicyInput.Of(CountryRule, Countries, RefusedKinds);
}
