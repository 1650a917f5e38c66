namespace VoiceDock.Core.Audit;

/// <summary>Which entries are wanted.</summary>
/// <param name="Who">Part of a name, or a whole id.</param>
/// <param name="What">An action, or its first word (<c>trunk</c>); <c>refused</c>: only what was refused.</param>
/// <param name="Object">Part of a thing's name, or its whole id.</param>
/// <param name="From">UTC, inclusive.</param>
/// <param name="To">UTC, exclusive.</param>
public sealed record AuditQuery(string? Who = null, string? What = null, string? Object = null, DateTime? From = null, DateTime? To = null)
{
    public const string Refused = "refused";
}

/// <summary>Some entries, newest first.</summary>
/// <param name="Total">How many match, counted up to <see cref="AuditBook.MostCounted"/>.</param>
public sealed record AuditEntries(IReadOnlyList<AuditEntry> Entries, int Total);
