using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>One row of the destinations while they are edited.</summary>
public sealed class DestinationDraft
{
    private static readonly string[] AlwaysShown = ["type", "number", "description", "message"];

    /// <summary>Keeps the row the same row while rows move.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    public DestinationInput Input { get; init; } = new();

    /// <summary>What the rules said at the last attempt to save, by wire field (<c>hours.tz</c>, <c>next[1].number</c>); empty when nothing.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    /// <summary>Some of it concerns fields that are folded away.</summary>
    public bool HasFoldedProblem => Problems.Keys.Any(k => !AlwaysShown.Contains(k));

    public string? Problem(string field) => Problems.GetValueOrDefault(field);

    /// <summary>The field, and what is below it, is being changed.</summary>
    public void Forgive(string field)
    {
        foreach (var key in Problems.Keys.Where(k => k == field || k.StartsWith(field + ".", StringComparison.Ordinal) || k.StartsWith(field + "[", StringComparison.Ordinal)))
            Problems.Remove(key);
    }

    /// <summary>Brings what was typed into its one form, also where the person has not left the field.</summary>
    public void Tidy()
    {
        Input.Number = Input.Number is { } number ? TidyTarget(number) : null;
        Input.Else = Input.Else is { } other ? TidyTarget(other) : null;
        Input.Next.ForEach(n => n.Number = n.Number is { } next ? TidyTarget(next) : null);
        if (Input.Hours is { Zone: { } zone } hours)
            hours.Zone = TidyZone(zone);
    }

    /// <summary>Separators people type are dropped; what is neither number nor extension stays as it is typed.</summary>
    public static string TidyTarget(string typed) => DialTarget.TryParseTyped(typed, [], out var target) ? target.Value : typed;

    /// <summary>A town alone becomes its zone; what is none stays as it is typed.</summary>
    public static string TidyZone(string typed) => ZoneNames.IsKnown(typed) ? typed : ZoneNames.OfTown(typed) ?? typed;
}
