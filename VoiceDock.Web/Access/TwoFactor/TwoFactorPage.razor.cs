using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access.TwoFactor;

/// <summary>Setting up, changing and turning off one's own two-factor.</summary>
public sealed partial class TwoFactorPage
{
    internal const string Path = "/settings/account/two-factor";

    private readonly Dictionary<string, string?> _problemOf = new() { ["start"] = null, ["codes"] = null, ["off"] = null };
    private TwoFactorState? _state;
    private AuthenticatorSetUp? _setUp;
    private IReadOnlyList<string>? _codes;
    private string? _problem;
    private bool _confirming;
    private bool _isNew;
    private bool _asked;

    [SupplyParameterFromForm(FormName = "start")]
    private ProofInput Start { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "codes")]
    private ProofInput Codes { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "off")]
    private ProofInput Off { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "confirm")]
    private CodeInput Confirm { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private AccountProof Proof { get; set; } = default!;

    [Inject]
    private TwoFactorStore TwoFactor { get; set; } = default!;

    [Inject]
    private TwoFactorRule Rule { get; set; } = default!;

    [Inject]
    private UserManager<User> Users { get; set; } = default!;

    [Inject]
    private SignInManager<User> SignIn { get; set; } = default!;

    [Inject]
    private SignInLimits Limits { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? UserName => HttpContext.User.Identity?.Name;

    protected override async Task OnInitializedAsync()
    {
        Start ??= new();
        Codes ??= new();
        Off ??= new();
        Confirm ??= new();
        if (await Users.GetUserAsync(HttpContext.User) is not { } user)
            return;
        _state = await TwoFactor.ReadAsync(user.Id);
        _asked = Rule.Asks(await Users.GetRolesAsync(user));
        // The key is shown to whoever has just given their password, and again with the answer to a code.
        _confirming = HttpContext.Request.HasFormContentType && (await HttpContext.Request.ReadFormAsync())["_handler"] == "confirm";
        if (_confirming)
            _setUp = await TwoFactor.FindBegunAsync(user);
    }

    private async Task StartAsync()
    {
        if (await CheckAsync("start", Start) is { } user)
            _setUp = await TwoFactor.BeginAsync(user);
    }

    private async Task ConfirmAsync()
    {
        if (await Users.GetUserAsync(HttpContext.User) is not { } user)
            return;
        _problem = _setUp is null ? "The key was shown too long ago. Start again." : null;
        if (_problem is null && !Limits.TryTake(HttpContext.Connection.RemoteIpAddress))
            _problem = PasswordSignIn.TooMany;
        if (_problem is null && await TwoFactor.ConfirmAsync(user, Confirm.Code) is { } codes)
        {
            (_codes, _isNew) = (codes, true);
            await SignInAgainAsync(user.Id);
        }
        else
        {
            _problem ??= "This code is not the one VoiceDock expects. Check that the phone's clock is right, and use the newest code.";
        }
    }

    private async Task RenewCodesAsync()
    {
        if (await CheckAsync("codes", Codes) is { } user)
            _codes = await TwoFactor.RenewCodesAsync(user.Id);
    }

    private async Task TurnOffAsync()
    {
        if (await CheckAsync("off", Off) is not { } user)
            return;
        await TwoFactor.TurnOffAsync(user.Id);
        await SignInAgainAsync(user.Id);
        Navigation.NavigateTo("/settings/account?done=two-factor-off");
    }

    private async Task<User?> CheckAsync(string form, ProofInput input)
    {
        var (user, problem) = await Proof.CheckAsync(HttpContext, input.Password, input.Code);
        _problemOf[form] = problem;
        return user;
    }

    // The change has ended every sign-in of this person, this one too: whoever made it gets a new one.
    private async Task SignInAgainAsync(Guid userId)
    {
        if (await Users.FreshAsync(userId) is { } user)
            await SignIn.SignInAsync(user, isPersistent: false);
    }

    private sealed class CodeInput
    {
        public string Code { get; set; } = "";
    }
}
