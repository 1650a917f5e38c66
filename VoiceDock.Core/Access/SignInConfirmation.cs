using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>
/// Whether the person of a sign-in has lately proved who they are. What is worth stealing a session for asks for it: making and rotating API keys.
/// Thread-safe.
/// </summary>
public sealed class SignInConfirmation(IDbContextFactory<VoiceDockDb> databases, PasswordCheck passwords, SignInStore signIns, TimeProvider time)
{
    /// <summary>How long a proof counts: that of signing in, or of being asked again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>Null when the actor may; else <c>password_not_confirmed</c>. The program itself always may, a person without a sign-in never.</returns>
    public async Task<Error?> RefusalAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.Type == ActorType.System) return null;
        if (actor is not { Type: ActorType.Operator, SignIn: { } id } || (await signIns.FindAsync(id, ct))?.UserId.ToString() != actor.Id)
            return AccessErrors.PasswordNotConfirmed;
        var oldest = Now - Lifetime;
        await using var db = await databases.CreateDbContextAsync(ct);
        var isFresh = await db.Set<SignInRecord>().AnyAsync(s => s.Id == id && (s.ConfirmedAt ?? s.CreatedAt) > oldest, ct);
        return isFresh ? null : AccessErrors.PasswordNotConfirmed;
    }

    /// <summary>Asks for the password once more. Wrong ones count towards the lock like those at sign-in.</summary>
    /// <returns>Ok, and the sign-in counts as confirmed; or <c>password_wrong</c>.</returns>
    public async Task<Result> ConfirmAsync(Actor actor, string password, CancellationToken ct = default)
    {
        if (actor.SignIn is not { } signIn || await passwords.FindAsync(actor.Name, password, ct) is not { } user || user.Id.ToString() != actor.Id)
            return AccessErrors.PasswordWrong;
        var now = Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<SignInRecord>().Where(s => s.Id == signIn).ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), ct);
        return Result.Ok;
    }
}
