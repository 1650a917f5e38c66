using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Checks a name and a password and sets the cookie. Scoped.</summary>
public sealed class PasswordSignIn(SignInManager<User> signIn, SignInLimits limits, IPasswordHasher<User> hasher, SignInAudit audit, ILogger<PasswordSignIn> logger)
{
    private const string Wrong = "User name or password is wrong. After five wrong tries a name is locked for 15 minutes.";
    private const string TooMany = "Too many tries from this address. Wait a minute, then try again.";

    // Checked when there is no such user, so that the answer takes as long as for one who exists.
    private static string? _nobody;

    /// <returns>Null when signed in, else what to tell the person: the same for an unknown name, a wrong password and a locked name.</returns>
    public async Task<string?> TryAsync(string userName, string password, HttpContext context)
    {
        if (!limits.TryTake(context.Connection.RemoteIpAddress))
            return TooMany;
        var user = await signIn.UserManager.FindByNameAsync(userName.Trim());
        if (user is null)
        {
            SpendTheSameTime(password);
            logger.LogInformation("Sign-in refused: no such user, from {Address}", context.Connection.RemoteIpAddress);
            return Wrong;
        }

        var wasLocked = await signIn.UserManager.IsLockedOutAsync(user);
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.IsLockedOut)
            SpendTheSameTime(password);
        if (result.Succeeded)
        {
            await audit.SignedInAsync(user, context);
            return null;
        }

        await audit.RefusedAsync(user, wasLocked, result.IsLockedOut, context);
        logger.LogInformation("Sign-in of {User} refused, locked: {Locked}, from {Address}", user.UserName, result.IsLockedOut, context.Connection.RemoteIpAddress);
        return Wrong;
    }

    private void SpendTheSameTime(string password)
    {
        var nobody = new User { UserName = "" };
        var hash = _nobody ??= hasher.HashPassword(nobody, "nobody has this password");
        hasher.VerifyHashedPassword(nobody, hash, password);
    }
}
