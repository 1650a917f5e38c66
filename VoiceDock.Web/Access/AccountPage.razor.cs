using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access;

/// <summary>The signed-in person's own account.</summary>
public sealed partial class AccountPage
{
    private string? _problem;

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "changed")]
    private bool Changed { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private UserManager<User> Users { get; set; } = default!;

    [Inject]
    private SignInManager<User> SignIn { get; set; } = default!;

    [Inject]
    private SignInAudit Audit { get; set; } = default!;

    [Inject]
    private SignInLimits Limits { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Input ??= new();

    private async Task ChangeAsync()
    {
        _problem = await TryChangeAsync();
        if (_problem is null)
            Navigation.NavigateTo("/settings/account?changed=true");
    }

    private async Task<string?> TryChangeAsync()
    {
        if (Input.New != Input.Repeat)
            return "The new password and its repetition differ.";
        if (!Limits.TryTake(HttpContext.Connection.RemoteIpAddress))
            return "Too many tries from this address. Wait a minute, then try again.";
        var user = await Users.GetUserAsync(HttpContext.User);
        if (user is null)
            return "This account does not exist any more.";
        var result = await Users.ChangePasswordAsync(user, Input.Current, Input.New);
        if (!result.Succeeded)
            return string.Join(" ", result.Errors.Select(Explain));
        await Audit.PasswordChangedAsync(user, HttpContext);
        await SignIn.RefreshSignInAsync(user);
        return null;
    }

    private static string Explain(IdentityError error) =>
        error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "The current password is not right." : error.Description;

    private sealed class PasswordInput
    {
        public string Current { get; set; } = "";

        public string New { get; set; } = "";

        public string Repeat { get; set; } = "";
    }
}
