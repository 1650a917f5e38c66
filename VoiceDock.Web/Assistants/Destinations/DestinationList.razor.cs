using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>Edits the drafts in place; saving them is the page's business.</summary>
public sealed partial class DestinationList
{
    private int _route;

    [Parameter, EditorRequired]
    public List<DestinationDraft> Drafts { get; set; } = [];

    /// <summary>The ways a transfer could take, the likeliest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RehearsalRoute> Routes { get; set; } = [];

    /// <summary>Separators people type are dropped; what is neither number nor extension stays as it is typed.</summary>
    public static string Tidy(string typed) => DialTarget.TryParseTyped(typed, [], out var target) ? target.Value : typed;

    private void Move(int index, int step) => (Drafts[index], Drafts[index + step]) = (Drafts[index + step], Drafts[index]);

    private static string NameOf(DestinationDraft draft, int index) => draft.Input.Description ?? $"destination {index + 1}";

    private RehearsalLine? Rehearsal(DestinationDraft draft)
    {
        if (Routes.ElementAtOrDefault(_route) is not { } route || !DialTarget.TryParseTyped(draft.Input.Number, route.Trunk.DestinationHosts, out var target))
            return null;
        var dialled = NumberRule.Format(route.Trunk, target);
        return dialled.IsOk
            ? new RehearsalLine("Dials ", dialled.Value, $" on {route.Trunk.Name}", IsRefused: false)
            : new RehearsalLine(dialled.Error.Message, "", "", IsRefused: true);
    }

    private sealed record RehearsalLine(string Before, string Dialled, string After, bool IsRefused);
}
