using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>A new trunk: first its kind, then its form. Saving leads to the trunk's own page, which runs the doctor.</summary>
public sealed partial class TrunkNewPage
{
    private TrunkInput? _input;

    /// <summary>Slug of the chosen card; none or an unknown one shows the cards.</summary>
    [SupplyParameterFromQuery]
    private string? Preset { get; set; }

    [Inject]
    private TrunkStore Store { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private TrunkPreset? Chosen => TrunkPresets.All.FirstOrDefault(p => p.Slug == Preset);

    protected override void OnParametersSet()
    {
        if (Chosen?.Slug != _input?.Provider)
            _input = Chosen is { } preset ? TrunkInput.From(preset) : null;
    }

    private async Task<Error?> SaveAsync()
    {
        var made = await Store.CreateAsync(_input!, await SignedInState.GetActorAsync());
        if (!made.IsOk)
            return made.Error;
        Navigation.NavigateTo($"/trunks/{made.Value.Id}", new NavigationOptions { HistoryEntryState = TrunkPage.JustSaved, ReplaceHistoryEntry = true });
        return null;
    }
}
