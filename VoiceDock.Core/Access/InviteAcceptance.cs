using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>The invited person's side: looks a link up and makes the person, once. Scoped, like the sign-in services it uses.</summary>
public sealed class InviteAcceptance(VoiceDockDb db, UserManager<User> users, PeopleStore people, AuditLog audit, TimeProvider time)
{
    private const int LongestToken = 100;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The open invitation behind a link; null when it is none, used, withdrawn or too old.</summary>
    public async Task<Invite?> FindAsync(string? token, CancellationToken ct = default)
    {
        if (token is not { Length: > 0 and <= LongestToken }) return null;
        var (hash, now) = (Invites.Hash(token), Now);
        return await db.Set<Invite>().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash && i.ExpiresAt > now, ct);
    }

    /// <summary>Makes the person. Of parallel calls with one link exactly one succeeds; a name or password that will not do leaves the link open.</summary>
    /// <param name="userName">Left out of account where the invitation fixes the name.</param>
    /// <param name="from">Address it came from; kept in the audit log.</param>
    /// <returns>The person, or <c>invite_invalid</c>, or field problems (<c>user_name</c>, <c>password</c>).</returns>
    public async Task<Result<User>> AcceptAsync(string? token, string userName, string password, string? from = null, CancellationToken ct = default)
    {
        if (await FindAsync(token, ct) is not { } invite) return AccessErrors.InviteInvalid;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Invite>().Where(i => i.Id == invite.Id).ExecuteDeleteAsync(ct) == 0) return AccessErrors.InviteInvalid;
        var user = new User { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = invite.Name ?? userName.Trim(), CreatedAt = Now };
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded) return FirstRun.Problems(created);
        var inRole = await users.AddToRoleAsync(user, WireName.Of(invite.Role));
        if (!inRole.Succeeded) return FirstRun.Problems(inRole);
        var actor = new Actor(ActorType.Operator, user.Id.ToString(), user.UserName!) { Address = from };
        audit.Write(db, actor, "invite.accept", Invites.ThingOf(invite), AuditChange.Facts(new { invite.Role, invitedBy = invite.CreatedBy }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await people.ReloadAsync();
        return user;
    }
}
