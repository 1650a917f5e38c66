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

    // Stays while another kind of phone system is chosen, whose link does not repeat it.
    private TrunkWish? _wish;

    /// <summary>Slug of the chosen card; none or an unknown one shows the cards.</summary>
    [SupplyParameterFromQuery]
    private string? Preset { get; set; }

    [SupplyParameterFromQuery]
    private string? Host { get; set; }

    [SupplyParameterFromQuery]
    private int? Port { get; set; }

    [SupplyParameterFromQuery]
    private string? Transport { get; set; }

    [SupplyParameterFromQuery(Name = "number_format")]
    private string? NumberFormat { get; set; }

    [SupplyParameterFromQuery]
    private string? Codecs { get; set; }

    [SupplyParameterFromQuery(Name = "registration_username")]
    private string? RegistrationUsername { get; set; }

    [Inject]
    private TrunkStore Store { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private TrunkPreset? Chosen => TrunkPresets.All.FirstOrDefault(p => p.Slug == Preset);

    protected override void OnParametersSet()
    {
        if (Host is not null)
            _wish = new TrunkWish(Host, Port, Transport, NumberFormat, Codecs, RegistrationUsername);
        if (Chosen?.Slug != _input?.Provider)
            _input = Chosen is { } preset ? Filled(preset) : null;
    }

    private TrunkInput Filled(TrunkPreset preset)
    {
        var input = TrunkInput.From(preset);
        _wish?.Fill(input);
        return input;
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
