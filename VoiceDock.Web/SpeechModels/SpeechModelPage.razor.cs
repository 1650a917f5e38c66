using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Common;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.SpeechModels;

/// <summary>The speech model of this server.</summary>
public sealed partial class SpeechModelPage
{
    private SpeechModel? _stored;
    private SpeechModelInput _input = new();
    private Error? _problem;
    private string _problemTitle = "";
    private bool _isLoaded;
    private bool _isSaving;

    [Inject]
    private SpeechModelStore Store { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Show(await Store.FindAsync(null));
        _isLoaded = true;
    }

    private void Show(SpeechModel? stored) => (_stored, _input, _problem) = (stored, SpeechModelInput.From(stored), null);

    private async Task SaveAsync()
    {
        _isSaving = true;
        var saved = await Store.SaveAsync(null, _input, await SignedInState.GetActorAsync());
        (_isSaving, _problem, _problemTitle) = (false, saved.Error, "The speech model was not saved");
        if (!saved.IsOk) return;
        Show(saved.Value);
        Snackbar.Add("The speech model is saved. Calls that come in from now on use it.", Severity.Normal);
    }

    private async Task RemoveAsync()
    {
        if (!await Dialogs.ConfirmAsync("Remove the speech model?", "Its address and key are forgotten. Calls are answered by the attendant from then on; calls in progress go on.", "Remove it", "Keep it"))
            return;
        var removed = await Store.DeleteAsync(null, await SignedInState.GetActorAsync());
        (_problem, _problemTitle) = (removed.Error, "The speech model was not removed");
        if (removed.IsOk) Show(null);
    }
}
