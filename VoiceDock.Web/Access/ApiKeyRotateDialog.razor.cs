using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Gives a key a new secret and shows it, once.</summary>
public sealed partial class ApiKeyRotateDialog
{
    private CreatedApiKey? _made;
    private Error? _error;
    private bool _busy;
    private bool _asksPassword;

    [Parameter, EditorRequired]
    public ApiKey Key { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ApiKeyRotation Rotation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private async Task RotateAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var result = await Rotation.RotateAsync(Key.Id, await SignedInState.GetActorAsync());
        _busy = false;
        _asksPassword = result.Error?.Code == AccessErrors.PasswordNotConfirmed.Code;
        _error = _asksPassword ? null : result.Error;
        _made = result.IsOk ? result.Value : null;
    }

    private Task ConfirmedAsync()
    {
        _asksPassword = false;
        return RotateAsync();
    }
}
