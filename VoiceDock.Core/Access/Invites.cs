using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>Invitations as administrators handle them: made, listed, withdrawn. A context per operation; thread-safe.</summary>
public sealed class Invites(
    IDbContextFactory<VoiceDockDb> databases, PeopleDirectory people, Permits permits, AuditLog audit, IOptions<IdentityOptions> identity, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes a one-time link for somebody. The token in the answer is shown once and kept nowhere.</summary>
    /// <param name="role">What they will be.</param>
    /// <param name="name">The user name they get; null or blank = they choose one.</param>
    /// <returns>The invitation, or <c>forbidden</c>, or a problem with the field <c>name</c>.</returns>
    public async Task<Result<CreatedInvite>> CreateAsync(Role role, string? name, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "invite.create") is { } refusal) return refusal;
        var fixedName = string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        if (fixedName is not null && ProblemOf(fixedName) is { } problem) return Error.Validation([("name", problem)]);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var invite = new Invite
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            TokenHash = Hash(token),
            Role = role,
            Name = fixedName,
            CreatedAt = Now,
            CreatedById = Guid.TryParse(actor.Id, out var by) ? by : Guid.Empty,
            CreatedBy = actor.Name,
            ExpiresAt = Now + Invite.Lifetime,
        };
        await using var db = await databases.CreateDbContextAsync(ct);
        await RemoveOutdatedAsync(db, ct);
        db.Add(invite);
        audit.Write(db, actor, "invite.create", ThingOf(invite), AuditDifference.Of(db.Entry(invite)));
        await db.SaveChangesAsync(ct);
        return new CreatedInvite(invite, token);
    }

    /// <summary>The open ones, the newest first.</summary>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result<IReadOnlyList<Invite>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "invite.list") is { } refusal) return refusal;
        var now = Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Invite>().AsNoTracking().Where(i => i.ExpiresAt > now).OrderByDescending(i => i.CreatedAt).ToArrayAsync(ct);
    }

    /// <summary>The link stops working at once. One that is used, withdrawn or outdated already is fine.</summary>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result> WithdrawAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "invite.withdraw", id) is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Invite>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invite) return Result.Ok;
        db.Remove(invite);
        audit.Write(db, actor, "invite.withdraw", ThingOf(invite), AuditDifference.Of(db.Entry(invite)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    internal static AuditObject ThingOf(Invite invite) => new("invite", invite.Id, invite.Name);

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private async Task RemoveOutdatedAsync(VoiceDockDb db, CancellationToken ct)
    {
        var now = Now;
        await db.Set<Invite>().Where(i => i.ExpiresAt <= now).ExecuteDeleteAsync(ct);
    }

    private string? ProblemOf(string name)
    {
        if (name.Length > 256 || name.Any(c => !identity.Value.User.AllowedUserNameCharacters.Contains(c))) return "A user name has letters, digits and . - _ @ + only.";
        return people.All.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) ? $"There is a user '{name}' already." : null;
    }
}
