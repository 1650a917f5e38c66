using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Common;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Webhooks;

/// <summary>The account's address, its secret and events, and what was delivered.</summary>
public sealed partial class WebhooksPage
{
    private WebhookAccount? _stored;
    private WebhookInput _input = new();
    private Error? _problem;
    private string _problemTitle = "";
    private bool _isLoaded;
    private bool _isSaving;

    [Inject]
    private WebhookStore Store { get; set; } = default!;

    [Inject]
    private WebhookDirectory Directory { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    protected override void OnInitialized()
    {
        Show(Directory.Account);
        _isLoaded = true;
    }

    private void Show(WebhookAccount? stored) => (_stored, _input, _problem) = (stored, WebhookInput.From(stored), null);

    private async Task SaveAsync()
    {
        _isSaving = true;
        var saved = await Store.SaveAsync(_input, await SignedInState.GetActorAsync());
        (_isSaving, _problem, _problemTitle) = (false, saved.Error, "The webhook was not saved");
        if (!saved.IsOk) return;
        Show(saved.Value);
        Snackbar.Add("The webhook is saved. What happens from now on is sent there.", Severity.Normal);
    }

    private async Task RemoveAsync()
    {
        if (!await Dialogs.ConfirmAsync("Remove the webhook?", "Its address and secret are forgotten, and what still waits for it becomes a dead letter. Assistants with an address of their own keep theirs.", "Remove it", "Keep it"))
            return;
        var removed = await Store.DeleteAsync(await SignedInState.GetActorAsync());
        (_problem, _problemTitle) = (removed.Error, "The webhook was not removed");
        if (removed.IsOk) Show(null);
    }
}
