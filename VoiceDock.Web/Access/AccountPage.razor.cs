using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access;

/// <summary>The signed-in person's own account: password, two-factor, where they are signed in.</summary>
public sealed partial class AccountPage
{
    private const string Path = "/settings/account";

    private IReadOnlyList<SignInRecord> _signIns = [];
    private TwoFactorState? _twoFactor;
    private string? _problem;

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordInput Input { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "sign-ins")]
    private string? End { get; set; }

    /// <summary>What was just done, after the redirect that follows it.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    private string? DoneWord { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private UserManager<User> Users { get; set; } = default!;

    [Inject]
    private SignInManager<User> SignIn { get; set; } = default!;

    [Inject]
    private SignInStore SignIns { get; set; } = default!;

    [Inject]
    private TwoFactorStore TwoFactor { get; set; } = default!;

    [Inject]
    private AccountProof Proof { get; set; } = default!;

    [Inject]
    private SignInAudit Audit { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? Done => DoneWord switch
    {
        "password" => "Password changed. Your other sign-ins have ended.",
        "signed-out" => "Signed out there. A page that is open there closes within 30 seconds.",
        "two-factor-off" => "Two-factor is off. Your other sign-ins have ended.",
        _ => null,
    };

    private string CodesLeft => _twoFactor?.CodesLeft switch
    {
        0 => "You have no recovery code left: make new ones.",
        1 => "You have one recovery code left.",
        var left => $"You have {left} recovery codes left.",
    };

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        if (!Guid.TryParse(Users.GetUserId(HttpContext.User), out var userId))
            return;
        _twoFactor = await TwoFactor.ReadAsync(userId);
        _signIns = await SignIns.ListAsync(userId);
    }

    private async Task ChangeAsync()
    {
        _problem = await TryChangeAsync();
        if (_problem is null)
            Navigation.NavigateTo($"{Path}?done=password");
    }

    private async Task<string?> TryChangeAsync()
    {
        if (Input.New != Input.Repeat)
            return "The new password and its repetition differ.";
        if (await Proof.CheckAsync(HttpContext, Input.Current, code: null) is { Problem: { } problem })
            return problem;
        if (await Users.GetUserAsync(HttpContext.User) is not { } user)
            return "This account does not exist any more.";
        var result = await Users.ChangePasswordAsync(user, Input.Current, Input.New);
        if (!result.Succeeded)
            return string.Join(" ", result.Errors.Select(e => e.Description));
        await Audit.PasswordChangedAsync(user, HttpContext);
        await SignIn.SignInAsync(user, isPersistent: false);
        return null;
    }

    private async Task EndAsync()
    {
        if (HttpContext.User.SignInId() is not { } current || !Guid.TryParse(Users.GetUserId(HttpContext.User), out var userId))
            return;
        var ended = End == SignInList.Others ? await SignIns.EndOthersAsync(userId, current)
            : Guid.TryParse(End, out var id) && id != current ? await SignIns.EndAsync(userId, id)
            : 0;
        await Audit.EndedElsewhereAsync(HttpContext.User, ended);
        Navigation.NavigateTo($"{Path}?done=signed-out");
    }

    private sealed class PasswordInput
    {
        public string Current { get; set; } = "";

        public string New { get; set; } = "";

        public string Repeat { get; set; } = "";
    }
}
