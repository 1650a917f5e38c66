using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>First-run set-up: makes the first administrator, once. Scoped, like the sign-in services it uses.</summary>
public sealed class FirstRun(VoiceDockDb db, UserManager<User> users, SetupToken setupToken, SetupGate gate, PeopleStore people, AuditLog audit, TimeProvider time)
{
    /// <summary>True while nobody can sign in; the set-up page is 404 otherwise.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct = default) => !await db.Users.AnyAsync(ct);

    /// <summary>Makes the first administrator. Of parallel calls exactly one succeeds.</summary>
    /// <returns>The user, or <c>setup_closed</c>, <c>setup_token_invalid</c>, or field problems (<c>user_name</c>, <c>password</c>).</returns>
    public async Task<Result<User>> CreateAdminAsync(string? token, string userName, string password, CancellationToken ct = default)
    {
        using (await gate.EnterAsync(ct))
        {
            if (!await IsNeededAsync(ct)) return AccessErrors.SetupClosed;
            if (!setupToken.IsValid(token)) return AccessErrors.SetupTokenInvalid;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var user = new User { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = userName.Trim(), CreatedAt = time.GetUtcNow().UtcDateTime };
            var created = await users.CreateAsync(user, password);
            if (!created.Succeeded) return Problems(created);
            var inRole = await users.AddToRoleAsync(user, RoleNames.Admin);
            if (!inRole.Succeeded) return Problems(inRole);
            audit.Write(
                db, new Actor(ActorType.Operator, user.Id.ToString(), user.UserName), "person.set_up", new AuditObject("person", user.Id, user.UserName),
                AuditChange.Facts(new { Role = RoleNames.Admin }));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await people.ReloadAsync();
            setupToken.Close();
            return user;
        }
    }

    internal static Error Problems(IdentityResult result) => Error.Validation(
        result.Errors.Select(e => (e.Code.Contains("Password", StringComparison.Ordinal) ? "password" : "user_name", e.Description)));
}
