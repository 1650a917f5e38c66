using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Sign-in. An unknown name, a wrong password and a locked name get the same answer.</summary>
public sealed partial class LoginPage
{
    private string? _problem;
    private bool _needsSetUp;

    [SupplyParameterFromForm(FormName = "login")]
    private LoginInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    private FirstRun FirstRun { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        if (HttpContext.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(HttpContext.Request.Method))
        {
            Navigation.NavigateTo(ReturnAddress.Local(ReturnUrl));
            return;
        }

        _needsSetUp = await FirstRun.IsNeededAsync(HttpContext.RequestAborted);
    }

    private async Task SignInAsync()
    {
        var answer = await SignIn.TryPasswordAsync(Input.UserName, Input.Password, ReturnUrl, HttpContext);
        _problem = answer.Problem;
        if (answer.Next is { } next)
            Navigation.NavigateTo(next);
    }

    private sealed class LoginInput
    {
        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
