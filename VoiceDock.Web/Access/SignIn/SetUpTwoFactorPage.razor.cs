using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>For somebody whose time to set up two-factor is over: they do it here, before they are signed in.</summary>
public sealed partial class SetUpTwoFactorPage
{
    internal const string Path = "/login/two-factor";

    private AuthenticatorSetUp? _setUp;
    private IReadOnlyList<string>? _codes;
    private string _userName = "";
    private string? _next;
    private string? _problem;

    [SupplyParameterFromForm(FormName = "two-factor")]
    private CodeInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private SignInSteps Steps { get; set; } = default!;

    [Inject]
    private SignInLimits Limits { get; set; } = default!;

    [Inject]
    private TwoFactorStore TwoFactor { get; set; } = default!;

    [Inject]
    private UserManager<User> Users { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        var user = await FindAsync();
        _userName = user?.UserName ?? "";
        if (user is not null)
            _setUp = await TwoFactor.FindBegunAsync(user) ?? await TwoFactor.BeginAsync(user);
        else if (HttpMethods.IsGet(HttpContext.Request.Method))
            Navigation.NavigateTo("/login");
    }

    // A one-time password is replaced first.
    private async Task<User?> FindAsync() =>
        await Steps.FindAsync(HttpContext) is { User: { TwoFactorEnabled: false, OneTimePasswordUntil: null } user } ? user : null;

    private async Task ConfirmAsync()
    {
        if (!Limits.TryTake(HttpContext.Connection.RemoteIpAddress))
            _problem = PasswordSignIn.TooMany;
        else if (await FindAsync() is not { } user)
            _problem = PasswordSignIn.TooLate;
        else if (await TwoFactor.ConfirmAsync(user, Input.Code) is not { } codes)
            _problem = "This code is not the one VoiceDock expects. Check that the phone's clock is right, and use the newest code.";
        else
            await FinishAsync(user, codes);
    }

    private async Task FinishAsync(User user, IReadOnlyList<string> codes)
    {
        var fresh = await Users.FreshAsync(user.Id);
        if (fresh is null)
            return;
        _next = await Steps.GoOnAsync(HttpContext, fresh, codeGiven: true, ReturnUrl);
        _codes = codes;
    }

    private sealed class CodeInput
    {
        public string Code { get; set; } = "";
    }
}
