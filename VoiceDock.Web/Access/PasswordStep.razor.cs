using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Asks for the password before something that needs a sign-in confirmed lately.</summary>
public sealed partial class PasswordStep
{
    private string _password = "";
    private Error? _error;
    private bool _busy;
    private ElementReference _field;

    /// <summary>One sentence: what it is asked for.</summary>
    [Parameter, EditorRequired]
    public string Why { get; set; } = "";

    /// <summary>The password was right.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnConfirmed { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnBack { get; set; }

    [Inject]
    private SignInConfirmation Check { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _field.FocusAsync();
    }

    private async Task ConfirmAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var result = await Check.ConfirmAsync(await SignedInState.GetActorAsync(), _password);
        _busy = false;
        _password = "";
        _error = result.Error;
        if (result.IsOk)
            await OnConfirmed.InvokeAsync();
    }
}
