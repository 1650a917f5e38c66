using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>Edits the drafts in place; saving them is the page's business.</summary>
public sealed partial class DestinationList
{
    private const string ZoneList = "zones";

    private int _route;
    private string? _viewerZone;

    [Parameter, EditorRequired]
    public List<DestinationDraft> Drafts { get; set; } = [];

    /// <summary>The ways a transfer could take, the likeliest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RehearsalRoute> Routes { get; set; } = [];

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    // the viewer's own is the likeliest
    private IEnumerable<string> Zones => _viewerZone is { } own ? ZoneNames.All.Prepend(own).Distinct() : ZoneNames.All;

    private string? ReferringTrunk => Routes.ElementAtOrDefault(_route) is { Trunk: { TransferMethod: TransferMethod.Refer } trunk } ? trunk.Name : null;

    protected override async Task OnInitializedAsync() => _viewerZone = (await Js.GetViewerZoneAsync()).Id;

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
