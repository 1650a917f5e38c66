namespace VoiceDock.Core.Calls.Trace;

/// <summary>How much of a call's signalling is kept.</summary>
internal static class TraceLimits
{
    public const int MostMessages = 2_000;

    /// <summary>A line that flickers between silent and audible does not fill memory.</summary>
    public const int MostMarkers = 500;

    /// <summary>Legs whose audio is kept over time: the caller's and those of its first destinations that answered.</summary>
    public const int MostQualityLegs = 20;

    public const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>Messages of dialogs that belong to no call yet: an INVITE is seen before its call exists.</summary>
    public const int Unclaimed = 256;

    /// <summary>How long after a call's end late messages (the 200 to our BYE) are still taken, before the trace is stored.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(3);
}
