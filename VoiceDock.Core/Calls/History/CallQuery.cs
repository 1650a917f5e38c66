namespace VoiceDock.Core.Calls.History;

/// <summary>What of the history is wanted, newest first.</summary>
/// <param name="Limit">1 to 1000.</param>
/// <param name="From">UTC, inclusive, by the time the call arrived.</param>
/// <param name="To">UTC, exclusive.</param>
/// <param name="Search">Part of the caller's or our number, or of a name.</param>
/// <param name="OnlyFailedTransfers">Calls with at least one transfer that failed.</param>
/// <param name="NumberIds">Only calls to these numbers; null = all.</param>
public sealed record CallQuery(
    int Limit = 100,
    int Offset = 0,
    IReadOnlyList<CallState>? States = null,
    DateTime? From = null,
    DateTime? To = null,
    string? Search = null,
    Guid? TrunkId = null,
    bool OnlyFailedTransfers = false,
    IReadOnlyList<Guid>? NumberIds = null);

/// <summary>A page of calls and the exact number of all that match.</summary>
public sealed record CallPage(IReadOnlyList<CallView> Calls, int Total);
