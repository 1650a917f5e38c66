using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>
/// Lock-out: five wrong tries at a person's password or code, and for 15 minutes no try is looked at. A try counts before it is checked, in one statement:
/// of many at once no more than five get through. Thread-safe.
/// </summary>
public sealed class SignInTries(IDbContextFactory<VoiceDockDb> databases, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Counts a try; false while the person is locked.</summary>
    /// <param name="userId">Null: nobody is meant. The same work is done.</param>
    public async Task<bool> TakeAsync(Guid? userId, CancellationToken ct = default)
    {
        var (now, most) = (time.GetUtcNow(), options.Value.Lockout.MaxFailedAccessAttempts);
        DateTimeOffset? until = now + options.Value.Lockout.DefaultLockoutTimeSpan;
        await using var db = await databases.CreateDbContextAsync(ct);
        var taken = await db.Users.Where(u => u.Id == userId && (u.LockoutEnd == null || u.LockoutEnd <= now)).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.LockoutEnd, u => u.LockoutEnd == null && u.AccessFailedCount + 1 >= most ? until : null)
                .SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd != null ? 1 : u.AccessFailedCount + 1),
            ct);
        if (taken == 0) await WriteAsMuchAsync(db, ct);
        return taken == 1;
    }

    /// <summary>Takes back a try that turned out right, and a lock it alone had set.</summary>
    public async Task GiveBackAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == userId && u.AccessFailedCount > 0).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct);
    }

    /// <summary>Forgets the wrong tries, once somebody has signed in.</summary>
    public async Task ClearAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct);
    }

    // A write waits for the disk, which is long enough to be seen from outside: a name that does not exist must not be told by its absence.
    private static Task WriteAsMuchAsync(VoiceDockDb db, CancellationToken ct) => db.Users.OrderBy(u => u.Id).Take(1)
        .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount), ct);
}
