using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>API keys: list, make, rotate, revoke.</summary>
public sealed partial class ApiKeysPage
{
    private static readonly DialogOptions AskedThrough = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };

    private IReadOnlyList<ApiKey>? _keys;
    private Error? _problem;

    [Inject]
    private ApiKeyStore Store { get; set; } = default!;

    [Inject]
    private ApiKeyRotation Rotation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var keys = await Store.ListAsync(await SignedInState.GetActorAsync());
        _problem = keys.Error ?? _problem;
        _keys = !keys.IsOk ? [] : [.. keys.Value.OrderBy(k => k.RevokedAt is not null).ThenByDescending(k => k.CreatedAt)];
    }

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<ApiKeyDialog>("Create API key", AskedThrough);
        await dialog.Result;
        await LoadAsync();
    }

    private async Task RotateAsync(ApiKey key)
    {
        var parameters = new DialogParameters<ApiKeyRotateDialog> { { d => d.Key, key } };
        var dialog = await Dialogs.ShowAsync<ApiKeyRotateDialog>($"Rotate the key '{key.Name}'?", parameters, AskedThrough);
        await dialog.Result;
        await LoadAsync();
    }

    private async Task EndOverlapAsync(ApiKey key)
    {
        await LoadAsync();
        key = _keys!.FirstOrDefault(k => k.Id == key.Id) ?? key;
        var used = key.PreviousUsedAt is null ? "It was not used since the rotation." : "A program has used it since the rotation and is refused from its next request on.";
        if (!await Dialogs.ConfirmAsync($"Stop the old secret of '{key.Name}'?", $"{used} The new secret goes on.", "Stop old secret", "Keep it"))
            return;
        var result = await Rotation.EndOverlapAsync(key.Id, await SignedInState.GetActorAsync());
        _problem = result.Error;
        if (result.IsOk)
            Snackbar.Add($"The old secret of '{key.Name}' is stopped.", Severity.Normal);
        await LoadAsync();
    }

    private async Task RevokeAsync(ApiKey key)
    {
        // Whether it is in use is the point of the question: ask for the newest.
        await LoadAsync();
        key = _keys!.FirstOrDefault(k => k.Id == key.Id) ?? key;
        var used = key.LastUsedAt is null ? "It has never been used." : "Programs that still use it are refused from their next request on.";
        if (!await Dialogs.ConfirmAsync($"Revoke the key '{key.Name}'?", $"{used} A revoked key cannot be brought back.", "Revoke key", "Keep it"))
            return;
        var result = await Store.RevokeAsync(key.Id, await SignedInState.GetActorAsync());
        _problem = result.Error;
        if (result.IsOk)
            Snackbar.Add($"Key '{key.Name}' is revoked.", Severity.Normal);
        await LoadAsync();
    }
}
