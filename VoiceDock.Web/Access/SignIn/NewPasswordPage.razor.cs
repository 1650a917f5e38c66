using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Somebody who signed in with a one-time password chooses their own before anything else.</summary>
public sealed partial class NewPasswordPage
{
    internal const string Path = "/login/new-password";

    private string? _problem;
    private string? _userName;

    [SupplyParameterFromForm(FormName = "new-password")]
    private PasswordInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private SignInSteps Steps { get; set; } = default!;

    [Inject]
    private UserManager<User> Users { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        _userName = (await FindAsync())?.User.UserName;
        if (_userName is null && HttpMethods.IsGet(HttpContext.Request.Method))
            Navigation.NavigateTo("/login");
    }

    // Whoever has two-factor on has shown it before they get here.
    private async Task<SignInStep?> FindAsync() =>
        await Steps.FindAsync(HttpContext) is { User.OneTimePasswordUntil: not null } step && (step.CodeGiven || !step.User.TwoFactorEnabled) ? step : null;

    private async Task ChooseAsync()
    {
        if (await FindAsync() is not { } step)
        {
            _problem = PasswordSignIn.TooLate;
            return;
        }

        _problem = Input.New == Input.Repeat ? await SaveAsync(step.User) : "The new password and its repetition differ.";
        if (_problem is null)
            Navigation.NavigateTo(await Steps.GoOnAsync(HttpContext, step.User, step.CodeGiven, ReturnUrl));
    }

    private async Task<string?> SaveAsync(User user)
    {
        if (await Users.CheckPasswordAsync(user, Input.New))
            return "That is the one-time password. Choose another.";
        user.OneTimePasswordUntil = null;
        var result = await Users.ResetPasswordAsync(user, await Users.GeneratePasswordResetTokenAsync(user), Input.New);
        return result.Succeeded ? null : string.Join(" ", result.Errors.Select(e => e.Description));
    }

    private sealed class PasswordInput
    {
        public string New { get; set; } = "";

        public string Repeat { get; set; } = "";
    }
}
