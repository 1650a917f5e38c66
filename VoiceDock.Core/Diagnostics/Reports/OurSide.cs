namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Our addresses and ports, as far as a report knows them: what the other side's firewall and allow-list need.</summary>
internal static class OurSide
{
    private const string Via = "Via ", Received = "received ";

    // facts about ourselves, in any check, begin so
    private const string Our = "Our ";

    public static IEnumerable<(string Label, string Text)> Of(DoctorReport report)
    {
        if (Named(report) is { } named) yield return ("Our address", $"{named} (SIP)");
        if (Seen(report) is { } seen) yield return ("Seen as", $"{seen} (where the PBX sees our packets come from)");
        foreach (var fact in report.Checks.SelectMany(c => c.Facts).Where(f => f.StartsWith(Our, StringComparison.Ordinal)).Distinct())
            yield return ("Our side", fact);
    }

    /// <summary>What our messages name as our address; null when none was answered.</summary>
    public static string? Named(DoctorReport report) => After(Nat(report)?.Sent, Via);

    /// <summary>Where the peer sees us; null when it did not say.</summary>
    public static string? Seen(DoctorReport report) => After(Nat(report)?.Received, Received);

    private static Check? Nat(DoctorReport report) => report.Checks.FirstOrDefault(c => c.Name == CheckName.Nat);

    private static string? After(string? text, string start) => text?.StartsWith(start, StringComparison.Ordinal) == true ? text[start.Length..] : null;
}
