namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Our addresses and ports, as far as a report knows them: what the other side's firewall and allow-list need.</summary>
internal static class OurSide
{
    public static IEnumerable<(string Label, string Text)> Of(DoctorReport report)
    {
        if (Named(report) is { } named) yield return ("Our address", $"{named} (SIP)");
        if (Seen(report) is { } seen) yield return ("Seen as", $"{seen} (where the PBX sees our packets come from)");
        if (AudioPorts(report) is { } ports) yield return ("Our audio", ports);
    }

    /// <summary>What our messages name as our address; null when none was answered.</summary>
    public static string? Named(DoctorReport report) => After(Check(report, CheckName.Nat)?.Sent, "Via ");

    /// <summary>Where the peer sees us; null when it did not say.</summary>
    public static string? Seen(DoctorReport report) => After(Check(report, CheckName.Nat)?.Received, "received ");

    // first and last: "10000-19999 UDP"
    private static string? AudioPorts(DoctorReport report) =>
        Check(report, CheckName.Media)?.Facts.Select(f => After(f, "Audio ports ")).FirstOrDefault(p => p is not null)?.Split(',')[0];

    private static Check? Check(DoctorReport report, CheckName name) => report.Checks.FirstOrDefault(c => c.Name == name);

    private static string? After(string? text, string start) => text?.StartsWith(start, StringComparison.Ordinal) == true ? text[start.Length..] : null;
}
