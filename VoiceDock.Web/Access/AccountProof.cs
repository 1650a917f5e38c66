using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access;

/// <summary>
/// Asks a signed-in person for their password, and for a code where two-factor is on, before they change how they sign in. Counts like a try to sign in,
/// so that somebody at an unlocked screen cannot guess. Scoped.
/// </summary>
public sealed class AccountProof(PasswordCheck passwords, TwoFactorStore twoFactor, SignInTries tries, SignInLimits limits)
{
    /// <summary>Reads the person and checks what they gave.</summary>
    /// <param name="code">Null when none is asked for.</param>
    /// <returns>The person, for reading; or what to tell them.</returns>
    public async Task<(User? User, string? Problem)> CheckAsync(HttpContext context, string password, string? code)
    {
        if (!limits.TryTake(context.Connection.RemoteIpAddress))
            return (null, PasswordSignIn.TooMany);
        if (await passwords.FindAsync(context.User.Identity?.Name ?? "", password, context.Connection.RemoteIpAddress, context.RequestAborted) is not { } found)
            return (null, "The current password is not right. After five wrong tries it is not looked at for 15 minutes.");
        if (found.TwoFactorEnabled && code is not null && !await IsCodeAsync(found, code, context))
            return (null, "This code is not right, or was used already.");
        limits.GiveBack(context.Connection.RemoteIpAddress);
        return (found, null);
    }

    private async Task<bool> IsCodeAsync(User user, string code, HttpContext context)
    {
        var taken = await tries.TakeAsync(user.Id, context.RequestAborted);
        if (!await twoFactor.UseAsync(taken ? user.Id : null, code, context.Connection.RemoteIpAddress, context.RequestAborted))
            return false;
        await tries.GiveBackAsync(user.Id, context.RequestAborted);
        return true;
    }
}
