using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>
/// The people who sign in. A change is in force when it returns: the directory shows it, and the person's sign-ins are over. Changes take turns, so that
/// of administrators who remove each other one stays. Thread-safe.
/// </summary>
public sealed class PeopleStore : IDisposable
{
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly PeopleDirectory _directory;
    private readonly PeopleLoader _loader;
    private readonly Permits _permits;
    private readonly SignInStore _signIns;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);

    internal PeopleStore(
        IDbContextFactory<VoiceDockDb> databases, PeopleDirectory directory, PeopleLoader loader, Permits permits, SignInStore signIns, AuditLog audit, TimeProvider time) =>
        (_databases, _directory, _loader, _permits, _signIns, _audit, _time) = (databases, directory, loader, permits, signIns, audit, time);

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Everybody, in the order of their names.</summary>
    /// <returns>Or <c>forbidden</c>: administrators only.</returns>
    public Result<IReadOnlyList<Person>> List(Actor actor) =>
        _permits.Refusal(actor, Role.Admin, "person.list") is { } refusal ? refusal : new Result<IReadOnlyList<Person>>(_directory.All);

    /// <summary>Everybody with what an administrator wants to know of them, in the order of their names.</summary>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result<IReadOnlyList<PersonDetails>>> ListDetailsAsync(Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "person.list") is { } refusal) return refusal;
        await using var db = await _databases.CreateDbContextAsync(ct);
        var users = await db.Users.AsNoTracking().ToDictionaryAsync(u => u.Id, ct);
        var signIns = await _signIns.CountAsync(ct);
        return _directory.All.Where(p => users.ContainsKey(p.Id)).Select(p => Describe(p, users[p.Id], signIns.GetValueOrDefault(p.Id))).ToArray();
    }

    /// <summary>What hangs on a person.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>.</returns>
    public async Task<Result<PersonTies>> TiesOfAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "person.list") is { } refusal) return refusal;
        if (_directory.Find(id) is not { } person) return Error.NotFound("user");
        var now = Now;
        await using var db = await _databases.CreateDbContextAsync(ct);
        var invites = await db.Set<Invite>().CountAsync(i => i.CreatedById == id && i.ExpiresAt > now, ct);
        var keys = await db.Set<ApiKey>().Where(k => k.CreatedBy == person.Name && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now))
            .OrderBy(k => k.Name).Select(k => k.Name).ToListAsync(ct);
        var signIns = await _signIns.CountAsync(ct);
        return new PersonTies(signIns.GetValueOrDefault(id), invites, keys);
    }

    /// <summary>Gives a person another role. They sign in again.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>, <c>last_admin</c>.</returns>
    public Task<Result> SetRoleAsync(Guid id, Role role, Actor actor, CancellationToken ct = default) => ChangeAsync(id, actor, "person.role", async (db, person, user) =>
    {
        if (person.Role == role) return Outcome.Nothing;
        if (role != Role.Admin && IsLastAdmin(person)) return AccessErrors.LastAdmin(person.Name);
        var name = WireName.Of(role);
        var roleId = await db.Roles.Where(r => r.Name == name).Select(r => r.Id).SingleAsync(ct);
        await db.UserRoles.Where(r => r.UserId == id).ExecuteDeleteAsync(ct);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = roleId });
        await EndSignInsAsync(db, user, ct);
        var withdrawn = role == Role.Admin ? 0 : await WithdrawInvitesAsync(db, id, ct);
        return new Outcome(AuditChange.Of(new { person.Role }, new { Role = role }).And(new { InvitesWithdrawn = withdrawn }));
    }, ct);

    /// <summary>Keeps a person out until they are enabled again. Disabling twice is fine.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>, <c>last_admin</c>.</returns>
    public Task<Result> DisableAsync(Guid id, Actor actor, CancellationToken ct = default) => ChangeAsync(id, actor, "person.disable", async (db, person, user) =>
    {
        if (person.IsDisabled) return Outcome.Nothing;
        if (IsLastAdmin(person)) return AccessErrors.LastAdmin(person.Name);
        user.DisabledAt = Now;
        await EndSignInsAsync(db, user, ct);
        var withdrawn = await WithdrawInvitesAsync(db, id, ct);
        return new Outcome(AuditChange.Facts(new { InvitesWithdrawn = withdrawn }));
    }, ct);

    /// <summary>Lets a person in again, with the password they had; a lock from wrong passwords ends too.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>.</returns>
    public Task<Result> EnableAsync(Guid id, Actor actor, CancellationToken ct = default) => ChangeAsync(id, actor, "person.enable", (_, _, user) =>
    {
        (user.DisabledAt, user.LockoutEnd, user.AccessFailedCount) = (null, null, 0);
        return Task.FromResult(new Outcome(AuditChange.None));
    }, ct);

    /// <summary>Removes a person for good. What they did keeps their name.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>, <c>last_admin</c>.</returns>
    public Task<Result> RemoveAsync(Guid id, Actor actor, CancellationToken ct = default) => ChangeAsync(id, actor, "person.remove", async (db, person, user) =>
    {
        if (IsLastAdmin(person)) return AccessErrors.LastAdmin(person.Name);
        var withdrawn = await WithdrawInvitesAsync(db, id, ct);
        db.Users.Remove(user);
        return new Outcome(AuditChange.Facts(new { person.Role, InvitesWithdrawn = withdrawn }));
    }, ct);

    /// <summary>Ends all sign-ins of a person; they may sign in again.</summary>
    /// <returns>Or <c>forbidden</c>, <c>not_found</c>.</returns>
    public Task<Result> SignOutAsync(Guid id, Actor actor, CancellationToken ct = default) => ChangeAsync(id, actor, "person.sign_out", async (db, _, user) =>
    {
        return new Outcome(AuditChange.Facts(new { SignIns = await EndSignInsAsync(db, user, ct) }));
    }, ct);

    public void Dispose() => _turn.Dispose();

    /// <summary>To be called after every committed change of a person or a role: it is in force when this returns.</summary>
    internal Task ReloadAsync() => _loader.LoadAsync(CancellationToken.None);

    private async Task<Result> ChangeAsync(Guid id, Actor actor, string command, Func<VoiceDockDb, Person, User, Task<Outcome>> change, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // Inside the turn: whoever was demoted a moment ago demotes nobody.
            if (_permits.Refusal(actor, Role.Admin, command, id) is { } refusal) return refusal;
            await using var db = await _databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (_directory.Find(id) is not { } person || await db.Users.SingleOrDefaultAsync(u => u.Id == id, ct) is not { } user) return Error.NotFound("user");
            var outcome = await change(db, person, user);
            if (outcome.Refusal is { } problem) return problem;
            if (outcome.Change is null) return Result.Ok;
            _audit.Write(db, actor, command, new AuditObject("person", id, person.Name), outcome.Change);
            // Whoever read this person before and writes them back now fails, instead of undoing the change.
            user.ConcurrencyStamp = SecurityStamps.Create();
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await ReloadAsync();
            return Result.Ok;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsLastAdmin(Person person) =>
        person is { Role: Role.Admin, IsDisabled: false } && !_directory.All.Any(p => p is { Role: Role.Admin, IsDisabled: false } && p.Id != person.Id);

    private static Task<int> EndSignInsAsync(VoiceDockDb db, User user, CancellationToken ct)
    {
        user.SecurityStamp = SecurityStamps.Create();
        return db.Set<SignInRecord>().Where(s => s.UserId == user.Id).ExecuteDeleteAsync(ct);
    }

    private static Task<int> WithdrawInvitesAsync(VoiceDockDb db, Guid by, CancellationToken ct) => db.Set<Invite>().Where(i => i.CreatedById == by).ExecuteDeleteAsync(ct);

    /// <summary>What came of a change: one that is refused, one that changes nothing, or what to write down.</summary>
    private sealed record Outcome(AuditChange? Change, Error? Refusal = null)
    {
        public static readonly Outcome Nothing = new((AuditChange?)null);

        public static implicit operator Outcome(Error refusal) => new(null, refusal);
    }

    private PersonDetails Describe(Person person, User user, int signIns) => new(
        person, user.CreatedAt, user.LastSignInAt, user.LockoutEnd > _time.GetUtcNow() ? user.LockoutEnd.Value.UtcDateTime : null, user.TwoFactorEnabled, signIns);
}
