using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>
/// Whether a name and a password belong together. An unknown name, a wrong password, a locked name and a disabled one get the same answer for the same
/// work: one look-up, one counted try, one hash. Thread-safe.
/// </summary>
public sealed class PasswordCheck(
    IDbContextFactory<VoiceDockDb> databases, IPasswordHasher<User> hasher, ILookupNormalizer names, SignInTries tries, AuditLog audit,
    TimeProvider time)
{
    private static readonly User Nobody = new() { UserName = "" };

    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, "nobody has this password"));

    /// <summary>
    /// Counts into the lock-out unless the password is right. A wrong password of somebody who exists is written down, by a queue that takes no time; a name
    /// nobody has is not kept, since people type passwords there by mistake. Nor are tries at a locked name: that it was locked is.
    /// </summary>
    /// <param name="from">Who tries.</param>
    /// <returns>The person as stored, for reading; null when refused.</returns>
    public async Task<User?> FindAsync(string name, string password, IPAddress? from = null, CancellationToken ct = default)
    {
        var normalized = names.NormalizeName(name.Trim());
        await using var db = await databases.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, ct);
        var taken = await tries.TakeAsync(user is not null && MayTry(user) ? user.Id : null, ct);
        var verdict = hasher.VerifyHashedPassword(user ?? Nobody, taken ? user!.PasswordHash! : _nobodysHash.Value, password);
        if (!taken || verdict == PasswordVerificationResult.Failed)
        {
            if (taken) Note(user!, from);
            return null;
        }

        await tries.GiveBackAsync(user!.Id, ct);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) await RehashAsync(db, user, password, ct);
        return user;
    }

    // By what was read before the try: of many at once more than one may be told to have locked the name.
    private void Note(User user, IPAddress? from)
    {
        var who = new Actor(ActorType.Operator, user.Id.ToString(), user.UserName ?? "") { Address = from?.ToString() };
        audit.Note(who, tries.Locks(user) ? "sign_in.locked_out" : "sign_in.refused", new AuditObject("person", user.Id, user.UserName), refusal: "wrong_password");
    }

    private bool MayTry(User user) => user.PasswordHash is not null && user.DisabledAt is null && !(user.OneTimePasswordUntil <= time.GetUtcNow().UtcDateTime);

    private Task RehashAsync(VoiceDockDb db, User user, string password, CancellationToken ct)
    {
        var hash = hasher.HashPassword(user, password);
        return db.Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), ct);
    }
}
