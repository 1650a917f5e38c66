using System.Buffers.Text;
using System.Data.Common;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>
/// The sign-ins to the console. What a cookie is worth is decided here at every request: by the row, its age, and the person as they are now. A context
/// per operation; thread-safe.
/// </summary>
public sealed partial class SignInStore(IDbContextFactory<VoiceDockDb> databases, TwoFactorRule rule, TimeProvider time, ILogger<SignInStore> logger)
{
    /// <summary>A sign-in nobody uses for so long ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>However much it is used, after so long one signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(1);

    private long _lastFault;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes a sign-in under a new key. Rows whose time is over are removed on the way.</summary>
    /// <param name="securityStamp">The person's, as it was checked.</param>
    /// <param name="replaces">The sign-in this browser had before; it ends.</param>
    public async Task<StartedSignIn> StartAsync(
        Guid userId, string securityStamp, string? address, string? userAgent, Guid? replaces = null, CancellationToken ct = default)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var (oldest, idle) = (Now - Longest, Now - Idle);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<SignInRecord>().Where(s => s.Id == replaces || s.CreatedAt <= oldest || s.LastSeenAt <= idle).ExecuteDeleteAsync(ct);
        db.Add(new SignInRecord
        {
            Id = id,
            Hash = Hash(key),
            UserId = userId,
            SecurityStamp = securityStamp,
            CreatedAt = Now,
            LastSeenAt = Now,
            Address = address,
            UserAgent = userAgent is { Length: > SignInRecord.MostUserAgent } ? userAgent[..SignInRecord.MostUserAgent] : userAgent,
        });
        await db.SaveChangesAsync(ct);
        var now = Now;
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), ct);
        await transaction.CommitAsync(ct);
        return new StartedSignIn(id, key);
    }

    /// <summary>The sign-in of a cookie's key, if it holds.</summary>
    /// <param name="seen">Whether this is a person's doing, which puts the end by idleness off.</param>
    public Task<LiveSignIn?> FindAsync(string key, bool seen, CancellationToken ct = default)
    {
        var hash = Hash(key);
        return FindAsync(s => s.Hash == hash, seen, ct);
    }

    /// <summary>Whether a sign-in still holds, for a page that is open.</summary>
    public Task<LiveSignIn?> FindAsync(Guid id, CancellationToken ct = default) => FindAsync(s => s.Id == id, seen: false, ct);

    /// <summary>Those of one person that hold, the one used last first.</summary>
    public async Task<IReadOnlyList<SignInRecord>> ListAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Living(db).Where(s => s.UserId == userId).AsNoTracking().OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
    }

    /// <summary>How many hold, by person.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Living(db).GroupBy(s => s.UserId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Ends one sign-in of a person; that it has ended already is fine.</summary>
    public Task<int> EndAsync(Guid userId, Guid id, CancellationToken ct = default) => EndAsync(s => s.UserId == userId && s.Id == id, ct);

    /// <summary>Ends a person's sign-ins but one.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndOthersAsync(Guid userId, Guid kept, CancellationToken ct = default) => EndAsync(s => s.UserId == userId && s.Id != kept, ct);

    /// <summary>Ends all sign-ins of a person: the next request of each is refused, open pages close within 30 s.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndAllAsync(Guid userId, CancellationToken ct = default) => EndAsync(s => s.UserId == userId, ct);

    private async Task<int> EndAsync(Expression<Func<SignInRecord, bool>> which, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<SignInRecord>().Where(which).ExecuteDeleteAsync(ct);
    }

    private async Task<LiveSignIn?> FindAsync(Expression<Func<SignInRecord, bool>> which, bool seen, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await Living(db).Where(which)
            .Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new
            {
                SignIn = s,
                Name = u.UserName,
                u.TwoFactorEnabled,
                u.TwoFactorAskedAt,
                Roles = db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            })
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null) return null;
        var duty = rule.DutyOf(found.TwoFactorEnabled, found.Roles, found.TwoFactorAskedAt);
        if (duty.State == DutyState.Now) return null;
        if (seen) await NoteSeenAsync(db, found.SignIn, ct);
        var s = found.SignIn;
        return new LiveSignIn(s.Id, s.UserId, found.Name ?? "", s.SecurityStamp, found.Roles, duty);
    }

    private IQueryable<SignInRecord> Living(VoiceDockDb db)
    {
        var (oldest, idle) = (Now - Longest, Now - Idle);
        return db.Set<SignInRecord>().Where(s => s.CreatedAt > oldest && s.LastSeenAt > idle
            && db.Users.Any(u => u.Id == s.UserId && u.SecurityStamp == s.SecurityStamp && u.DisabledAt == null));
    }

    private async Task NoteSeenAsync(VoiceDockDb db, SignInRecord signIn, CancellationToken ct)
    {
        var (now, due) = (Now, Now - SeenInterval);
        if (signIn.LastSeenAt > due || HasFailedLately()) return;
        try
        {
            // Of the requests a page makes at once one writes.
            await db.Set<SignInRecord>().Where(s => s.Id == signIn.Id && s.LastSeenAt <= due).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), ct);
        }
        catch (DbException e)
        {
            // A database that takes no writes must not keep people from looking; it is asked again in a minute.
            Interlocked.Exchange(ref _lastFault, time.GetTimestamp());
            LogNotWritten(logger, e);
        }
    }

    private bool HasFailedLately() => Interlocked.Read(ref _lastFault) is var fault and not 0 && time.GetElapsedTime(fault) < SeenInterval;

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [LoggerMessage(LogLevel.Warning, "When sign-ins were last used could not be written; tried again in a minute.")]
    private static partial void LogNotWritten(ILogger logger, Exception e);
}
