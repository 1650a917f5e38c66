using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>
/// Whether the person of a sign-in has lately proved who they are. What is worth stealing a session for asks for it: making and rotating API keys.
/// Thread-safe.
/// </summary>
public sealed class SignInConfirmation(PasswordCheck passwords, SignInStore signIns, TimeProvider time)
{
    /// <summary>How long a proof counts: that of signing in, or of being asked again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <returns>Null when the actor may; else <c>password_not_confirmed</c>. The program itself always may, a person without a sign-in never.</returns>
    public async Task<Error?> RefusalAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.Type == ActorType.System) return null;
        if (actor is not { Type: ActorType.Operator, SignIn: { } id } || await signIns.FindAsync(id, ct) is not { } signIn) return AccessErrors.PasswordNotConfirmed;
        var isFresh = signIn.UserId.ToString() == actor.Id && time.GetUtcNow().UtcDateTime - signIn.ConfirmedAt < Lifetime;
        return isFresh ? null : AccessErrors.PasswordNotConfirmed;
    }

    /// <summary>Asks for the password once more. Wrong ones count towards the lock like those at sign-in.</summary>
    /// <returns>Ok, and the sign-in counts as confirmed; or <c>password_wrong</c>.</returns>
    public async Task<Result> ConfirmAsync(Actor actor, string password, CancellationToken ct = default)
    {
        if (actor.SignIn is not { } signIn || await passwords.FindAsync(actor.Name, password, ct) is not { } user || user.Id.ToString() != actor.Id)
            return AccessErrors.PasswordWrong;
        await signIns.ConfirmAsync(signIn, ct);
        return Result.Ok;
    }
}
