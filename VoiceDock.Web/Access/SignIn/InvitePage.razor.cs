using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Where an invitation's link leads: the person chooses how to sign in, and is signed in.</summary>
public sealed partial class InvitePage
{
    public const string Path = "/invite";

    private Invite? _invite;
    private string? _problem;
    private Error? _error;

    [SupplyParameterFromForm(FormName = "invite")]
    private InviteInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private InviteAcceptance Acceptance { get; set; } = default!;

    [Inject]
    private SignInSteps Steps { get; set; } = default!;

    [Inject]
    private SignInLimits Limits { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new() { Token = Token };
        var address = HttpContext.Connection.RemoteIpAddress;
        if (Limits.TryTake(address))
            _invite = await Acceptance.FindAsync(Input.Token, HttpContext.RequestAborted);
        if (_invite is null)
            HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
        else
            Limits.GiveBack(address);
    }

    private async Task AcceptAsync()
    {
        if (_invite is null)
            return;
        var made = await Acceptance.AcceptAsync(
            Input.Token, Input.UserName, Input.Password, HttpContext.Connection.RemoteIpAddress?.ToString(), HttpContext.RequestAborted);
        if (!made.IsOk)
        {
            _error = made.Error;
            _problem = made.Error.Details.Count == 0 ? made.Error.Message : null;
            return;
        }

        Navigation.NavigateTo(await Steps.GoOnAsync(HttpContext, made.Value, codeGiven: false, returnUrl: null));
    }

    private string? Invalid(string field) => Problem(field) is null ? null : "invalid";

    private string? Problem(string field) => _error.ProblemOf(field);

    private sealed class InviteInput
    {
        public string? Token { get; set; }

        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
