using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>
/// Whether a name and a password belong together. An unknown name, a wrong password, a locked name and a disabled one get the same answer for the same
/// work: one look-up, one counted try, one hash. Thread-safe.
/// </summary>
public sealed class PasswordCheck(
    IDbContextFactory<VoiceDockDb> databases, IPasswordHasher<User> hasher, ILookupNormalizer names, SignInTries tries, TimeProvider time)
{
    private static readonly User Nobody = new() { UserName = "" };

    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, "nobody has this password"));

    /// <summary>Counts into the lock-out unless the password is right.</summary>
    /// <returns>The person as stored, for reading; null when refused.</returns>
    public async Task<User?> FindAsync(string name, string password, CancellationToken ct = default)
    {
        var normalized = names.NormalizeName(name.Trim());
        await using var db = await databases.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, ct);
        var taken = await tries.TakeAsync(user is not null && MayTry(user) ? user.Id : null, ct);
        var verdict = hasher.VerifyHashedPassword(user ?? Nobody, taken ? user!.PasswordHash! : _nobodysHash.Value, password);
        if (!taken || verdict == PasswordVerificationResult.Failed) return null;
        await tries.GiveBackAsync(user!.Id, ct);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) await RehashAsync(db, user, password, ct);
        return user;
    }

    private bool MayTry(User user) => user.PasswordHash is not null && user.DisabledAt is null && !(user.OneTimePasswordUntil <= time.GetUtcNow().UtcDateTime);

    private Task RehashAsync(VoiceDockDb db, User user, string password, CancellationToken ct)
    {
        var hash = hasher.HashPassword(user, password);
        return db.Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), ct);
    }
}
