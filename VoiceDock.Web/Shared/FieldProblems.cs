using VoiceDock.Core.Common;

namespace VoiceDock.Web.Shared;

/// <summary>What a refusal says about one field, to be shown at that field.</summary>
public static class FieldProblems
{
    /// <param name="field">The wire name, as in the error's details: <c>inbound_addresses</c>.</param>
    /// <returns>One or more sentences; null when the field is fine.</returns>
    public static string? ProblemOf(this Error? error, string field)
    {
        var lead = field + ": ";
        var lines = error?.Details.Where(d => d.StartsWith(lead, StringComparison.Ordinal)).Select(d => d[lead.Length..]).ToList();
        return lines is { Count: > 0 } ? string.Join(" ", lines) : null;
    }
}
