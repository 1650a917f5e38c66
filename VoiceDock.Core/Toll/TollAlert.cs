namespace VoiceDock.Core.Toll;

/// <summary>What about a trunk's calls somebody should look at.</summary>
public enum TollAlertKind
{
    /// <summary>More than <see cref="TollAlerts.MostFailed"/> calls failed within <see cref="TollAlerts.Window"/>.</summary>
    ManyFailed,

    /// <summary>More than <see cref="TollAlerts.MostShort"/> calls were shorter than <see cref="TollAlerts.ShortCall"/> within <see cref="TollAlerts.Window"/>.</summary>
    ManyShort,

    /// <summary>The trunk has placed as many calls as it may today.</summary>
    CallsUsedUp,

    /// <summary>The trunk has used the minutes it may today.</summary>
    MinutesUsedUp,
}

/// <summary>An alert that stands now.</summary>
/// <param name="Words">What it is, and what to do.</param>
public sealed record TollAlert(Guid TrunkId, string TrunkName, TollAlertKind Kind, string Words);
