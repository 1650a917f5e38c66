namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>
/// What is not as it was between two reports. Figures that differ from run to run (round trips, times) are no change, and neither is what only one of
/// the two looked at.
/// </summary>
public sealed record ReportComparison
{
    public required DoctorReport Earlier { get; init; }

    public required DoctorReport Later { get; init; }

    public bool VerdictChanged => Earlier.Verdict is not null && Later.Verdict is not null && Earlier.Verdict != Later.Verdict;

    /// <summary>In the order of the checks.</summary>
    public required IReadOnlyList<CheckChange> Checks { get; init; }

    /// <summary>Server, codecs, certificate, addresses and the like.</summary>
    public required IReadOnlyList<FactChange> Facts { get; init; }

    public bool IsSame => !VerdictChanged && Checks.Count == 0 && Facts.Count == 0;

    /// <summary>All of it in words, a line each; one line that says so when nothing changed.</summary>
    public IReadOnlyList<string> Lines => IsSame
        ? ["Nothing changed."]
        :
        [
            .. VerdictChanged ? [$"Verdict: {ReportWords.Of(Earlier.Verdict)} -> {ReportWords.Of(Later.Verdict)}"] : Array.Empty<string>(),
            .. Checks.Select(c => c.ToString()),
            .. Facts.Select(f => f.ToString()),
        ];

    /// <summary>Whether the two are about the same: a trunk, or an address that was not saved.</summary>
    public static bool AreComparable(DoctorReport one, DoctorReport other) =>
        (one.TrunkId is not null && one.TrunkId == other.TrunkId) || string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares what is over in both. Which is the earlier one is the caller's word.</summary>
    /// <exception cref="ArgumentException">They are about different trunks and addresses.</exception>
    public static ReportComparison Between(DoctorReport earlier, DoctorReport later)
    {
        if (!AreComparable(earlier, later))
            throw new ArgumentException($"Report {later.Id} is about {later.Address}, report {earlier.Id} about {earlier.Address}.", nameof(later));
        var both = later.Checks.Join(earlier.Checks, c => c.Name, c => c.Name, (after, before) => new CheckChange(before, after))
            .Where(c => c.Before.IsOver && c.After.IsOver).ToList();
        var alike = (earlier.Mode, earlier.Status, later.Status) == (later.Mode, ReportStatus.Done, ReportStatus.Done);
        return new ReportComparison
        {
            Earlier = earlier,
            Later = later,
            Checks = [.. both.Where(c => IsChange(c, alike))],
            Facts = [.. ReportFacts.Changes(earlier, later)],
        };
    }

    // What was skipped for the kind of run, or because a run was cancelled, says nothing about the peer.
    private static bool IsChange(CheckChange check, bool alike)
    {
        var (before, after) = (check.Before, check.After);
        if (!alike && (before.Status == CheckStatus.Skipped || after.Status == CheckStatus.Skipped)) return false;
        return before.Status != after.Status || before.Rule != after.Rule || Figures.Without(before.Cause) != Figures.Without(after.Cause);
    }
}
