using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>Asks a signed-in person for the password once more. Wrong ones count towards the lock like those at sign-in. Thread-safe.</summary>
public sealed class SignInConfirmation(IServiceScopeFactory scopes, PasswordConfirmations confirmations)
{
    /// <returns>Ok, and the actor's sign-in counts as confirmed; or <c>password_wrong</c>, <c>name_locked</c>, <c>not_found</c> for a person who is gone.</returns>
    public async Task<Result> ConfirmAsync(Actor actor, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (actor.SignIn is not { } signIn || await users.FindByIdAsync(actor.Id) is not { } user) return Error.NotFound("user");
        if (await users.IsLockedOutAsync(user)) return AccessErrors.NameLocked;
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return await users.IsLockedOutAsync(user) ? AccessErrors.NameLocked : AccessErrors.PasswordWrong;
        }

        await users.ResetAccessFailedCountAsync(user);
        confirmations.Note(actor.Id, signIn);
        return Result.Ok;
    }
}
