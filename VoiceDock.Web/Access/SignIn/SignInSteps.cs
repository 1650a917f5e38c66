using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>
/// The way from a right password to being signed in: a code where two-factor is on, a password of one's own after a one-time one, the set-up of two-factor
/// where it is overdue. Between the steps a short-lived cookie says who has come how far. Scoped.
/// </summary>
public sealed class SignInSteps(SignInManager<User> signIn, TwoFactorRule rule, SignInTries tries)
{
    /// <summary>How long the steps may take, from each to the next.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private const string Scheme = "Identity.TwoFactorUserId";
    private const string CodeGiven = "vd_code_given";
    private const string Stamp = "vd_stamp";

    /// <summary>Does the next step: signs in, or notes how far this browser has come.</summary>
    /// <param name="user">Freshly read.</param>
    /// <param name="codeGiven">Whether the second factor was shown.</param>
    /// <returns>Where to send the browser.</returns>
    public async Task<string> GoOnAsync(HttpContext context, User user, bool codeGiven, string? returnUrl)
    {
        if (await NextPageAsync(user, codeGiven) is { } page)
        {
            await NoteAsync(context, user, codeGiven);
            return $"{page}?returnUrl={Uri.EscapeDataString(ReturnAddress.Local(returnUrl))}";
        }

        await context.SignOutAsync(Scheme);
        await signIn.SignInAsync(user, isPersistent: false);
        await tries.ClearAsync(user.Id);
        return ReturnAddress.Local(returnUrl);
    }

    /// <summary>Who is on the way, in this browser; null for nobody, and when the person has changed since.</summary>
    public async Task<SignInStep?> FindAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(Scheme)).Principal is not { } person) return null;
        var user = await signIn.UserManager.FindByIdAsync(person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");
        return user is not null && user.DisabledAt is null && user.SecurityStamp == person.FindFirstValue(Stamp)
            ? new SignInStep(user, person.HasClaim(c => c.Type == CodeGiven))
            : null;
    }

    private async Task<string?> NextPageAsync(User user, bool codeGiven)
    {
        if (user.TwoFactorEnabled && !codeGiven) return LoginCodePage.Path;
        if (user.OneTimePasswordUntil is not null) return NewPasswordPage.Path;
        var duty = await rule.AskAsync(user, [.. await signIn.UserManager.GetRolesAsync(user)]);
        return duty.State == DutyState.Now ? SetUpTwoFactorPage.Path : null;
    }

    private static Task NoteAsync(HttpContext context, User user, bool codeGiven)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(Stamp, user.SecurityStamp ?? "")];
        if (codeGiven) claims.Add(new(CodeGiven, ""));
        return context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }
}
