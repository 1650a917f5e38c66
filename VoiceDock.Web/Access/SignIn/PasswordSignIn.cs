using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>The two questions of the sign-in: name with password, then a code where two-factor is on. Scoped.</summary>
public sealed class PasswordSignIn(
    PasswordCheck passwords, TwoFactorStore twoFactor, SignInTries tries, SignInLimits limits, SignInSteps steps, SignInAudit audit,
    ILogger<PasswordSignIn> logger)
{
    private const string Wrong = "User name or password is wrong. After five wrong tries a name is locked for 15 minutes.";
    private const string WrongCode = "This code is not right, or was used already. After five wrong tries a name is locked for 15 minutes.";
    internal const string TooMany = "Too many tries from this address. Wait a minute, then try again.";
    internal const string TooLate = "This took too long. Sign in again.";

    /// <returns>Where to go on, or what to tell the person: the same for an unknown name, a wrong password, a locked name and a disabled one.</returns>
    public async Task<SignInAnswer> TryPasswordAsync(string userName, string password, string? returnUrl, HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.TryTake(address))
            return SignInAnswer.Refused(TooMany);
        if (await passwords.FindAsync(userName, password, address, context.RequestAborted) is not { } user)
        {
            logger.LogInformation("Sign-in refused, from {Address}", address);
            return SignInAnswer.Refused(Wrong);
        }

        limits.GiveBack(address);
        return SignInAnswer.On(await steps.GoOnAsync(context, user, codeGiven: false, returnUrl));
    }

    /// <summary>For somebody who has given their password in this browser, within the last minutes.</summary>
    public async Task<SignInAnswer> TryCodeAsync(string code, string? returnUrl, HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.TryTake(address))
            return SignInAnswer.Refused(TooMany);
        if (await steps.FindAsync(context) is not { } step)
            return SignInAnswer.Refused(TooLate);
        var taken = await tries.TakeAsync(step.User.Id, context.RequestAborted);
        if (!await twoFactor.UseAsync(taken ? step.User.Id : null, code, address, context.RequestAborted))
        {
            if (taken)
                audit.CodeRefused(step.User, tries.Locks(step.User), context);
            logger.LogInformation("Code of {User} refused, locked: {Locked}, from {Address}", step.User.UserName, !taken, address);
            return SignInAnswer.Refused(WrongCode);
        }

        limits.GiveBack(address);
        return SignInAnswer.On(await steps.GoOnAsync(context, step.User, codeGiven: true, returnUrl));
    }
}
