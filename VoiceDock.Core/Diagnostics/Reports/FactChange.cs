namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Something about the peer, the way to it or our settings that is not as it was.</summary>
/// <param name="Check">Where it was found.</param>
/// <param name="What">What it is, in a word or two: <c>Server</c>, <c>Certificate</c>.</param>
/// <param name="Before">Null: new.</param>
/// <param name="After">Null: vanished.</param>
public sealed record FactChange(CheckName Check, string What, string? Before, string? After)
{
    /// <summary>The change in a line.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"{What}: new: {After}",
        (_, null) => $"{What}: gone, was {Before}",
        _ => $"{What}: {Before} -> {After}",
    };
}
