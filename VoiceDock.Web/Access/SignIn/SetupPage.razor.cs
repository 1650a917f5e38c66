using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>First-run set-up behind the one-time token of the start message. 404 as soon as somebody can sign in.</summary>
public sealed partial class SetupPage
{
    private bool _open;
    private string? _problem;
    private Error? _error;

    [SupplyParameterFromForm(FormName = "setup")]
    private SetupInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private FirstRun FirstRun { get; set; } = default!;

    [Inject]
    private SetupToken SetupToken { get; set; } = default!;

    [Inject]
    private SignInManager<User> SignIn { get; set; } = default!;

    [Inject]
    private SignInLimits Limits { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new() { Token = Token };
        if (!await FirstRun.IsNeededAsync(HttpContext.RequestAborted))
        {
            Navigation.NotFound();
            return;
        }

        _open = Limits.TryTake(HttpContext.Connection.RemoteIpAddress) && SetupToken.IsValid(Input.Token);
        if (!_open)
            HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private async Task CreateAsync()
    {
        if (!_open)
            return;
        var made = await FirstRun.CreateAdminAsync(Input.Token, Input.UserName.Trim(), Input.Password, HttpContext.RequestAborted);
        if (!made.IsOk)
        {
            _error = made.Error;
            _problem = made.Error.Details.Count == 0 ? made.Error.Message : null;
            return;
        }

        await SignIn.SignInAsync(made.Value, isPersistent: false);
        Navigation.NavigateTo("/");
    }

    private string? Invalid(string field) => Problem(field) is null ? null : "invalid";

    private string? Problem(string field) => _error.ProblemOf(field);

    private sealed class SetupInput
    {
        public string? Token { get; set; }

        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
