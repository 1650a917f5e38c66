using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Makes a key and shows it, once.</summary>
public sealed partial class ApiKeyDialog
{
    private CreatedApiKey? _made;
    private Error? _error;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ApiKeyStore Store { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private ApiKeyForm Form { get; } = new();

    private async Task CreateAsync()
    {
        _busy = true;
        var result = await Store.CreateAsync(Form.ToInput(), await SignedInState.GetActorAsync());
        _busy = false;
        _error = result.Error;
        _made = result.IsOk ? result.Value : null;
    }
}
