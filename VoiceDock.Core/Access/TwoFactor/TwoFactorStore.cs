using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>
/// A person's second factor: the key of their authenticator app and their recovery codes. Who may ask is for the caller to have checked, and so is how
/// often. A context per operation; thread-safe.
/// </summary>
public sealed class TwoFactorStore(IDbContextFactory<VoiceDockDb> databases, CredentialProtector protector, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a key that was shown waits for its first code.</summary>
    public static readonly TimeSpan SetUpTime = TimeSpan.FromMinutes(15);

    // Checked where there is no key, so that the answer takes the same work.
    private static readonly byte[] NoKey = RandomNumberGenerator.GetBytes(Totp.KeySize);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<TwoFactorState> ReadAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var since = await db.Set<Authenticator>().Where(a => a.UserId == userId && a.ConfirmedAt != null).Select(a => a.ConfirmedAt).SingleOrDefaultAsync(ct);
        var left = await db.Set<RecoveryCode>().CountAsync(c => c.UserId == userId && c.UsedAt == null, ct);
        return new TwoFactorState(since, left);
    }

    /// <summary>Makes a new key, which counts for nothing until <see cref="ConfirmAsync"/>; the present one stays until then.</summary>
    public async Task<AuthenticatorSetUp> BeginAsync(User user, CancellationToken ct = default)
    {
        var key = RandomNumberGenerator.GetBytes(Totp.KeySize);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var row = new Authenticator
        {
            Id = id,
            UserId = user.Id,
            Key = protector.Seal(Authenticator.Field, id, Authenticator.SecretVersion, key),
            CreatedAt = Now,
        };
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Authenticator>().Where(a => a.UserId == user.Id && a.ConfirmedAt == null).ExecuteDeleteAsync(ct);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Show(key, user);
    }

    /// <summary>What <see cref="BeginAsync"/> made, while it waits for its first code; null when there is none or its time is over.</summary>
    public async Task<AuthenticatorSetUp?> FindBegunAsync(User user, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await BegunAsync(db, user.Id, ct) is { } row && Open(row) is { } key ? Show(key, user) : null;
    }

    /// <summary>Puts the new key in force when the code shows that the app holds it. Every sign-in of the person ends by their new stamp.</summary>
    /// <returns>The recovery codes, shown once; null when the code is not right.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(User user, string code, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await BegunAsync(db, user.Id, ct) is not { } row || Open(row) is not { } key) return null;
        var step = Totp.FindStep(key, PlainCode(code), time.GetUtcNow());
        CryptographicOperations.ZeroMemory(key);
        if (step is not { } used) return null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Authenticator>().Where(a => a.UserId == user.Id && a.Id != row.Id).ExecuteDeleteAsync(ct);
        (row.ConfirmedAt, row.LastStep) = (Now, used);
        var codes = await ReplaceCodesAsync(db, user.Id, ct);
        await SwitchAsync(db, user.Id, on: true, ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    /// <summary>
    /// Uses up a code: one of the app's, or a recovery code. The same work for a wrong one and for nobody; that a recovery code was used, and how many are
    /// left, is written down.
    /// </summary>
    /// <param name="userId">Null: nobody is meant, and no code is right.</param>
    /// <param name="from">Who brings it.</param>
    public async Task<bool> UseAsync(Guid? userId, string code, IPAddress? from = null, CancellationToken ct = default)
    {
        var id = userId ?? Guid.Empty;
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<Authenticator>().AsNoTracking().SingleOrDefaultAsync(a => a.UserId == id && a.ConfirmedAt != null, ct);
        var key = row is null ? null : Open(row);
        var step = Totp.FindStep(key ?? NoKey, PlainCode(code), time.GetUtcNow());
        var (hash, now, isOn) = (RecoveryCode.HashOf(id, code), Now, row is not null);
        if (key is not null) CryptographicOperations.ZeroMemory(key);
        if (row is not null && key is not null && step is { } used)
        {
            // Of two who bring the same code at once the database lets one.
            return await db.Set<Authenticator>().Where(a => a.Id == row.Id && a.LastStep < used)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, used), ct) == 1;
        }

        var isUsed = await db.Set<RecoveryCode>().Where(c => c.UserId == id && c.Hash == hash && c.UsedAt == null && isOn)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), ct) == 1;
        if (isUsed) await NoteAsync(db, id, from, ct);
        return isUsed;
    }

    // Whoever finds the codes that a person keeps for the day their phone is lost has a second factor: the person should be able to see it.
    private async Task NoteAsync(VoiceDockDb db, Guid userId, IPAddress? from, CancellationToken ct)
    {
        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.UserName).SingleAsync(ct) ?? "";
        var left = await db.Set<RecoveryCode>().CountAsync(c => c.UserId == userId && c.UsedAt == null, ct);
        await audit.NoteAsync(
            new Actor(ActorType.Operator, userId.ToString(), name) { Address = from?.ToString() }, "sign_in.recovery_code", new AuditObject("person", userId, name),
            AuditChange.Facts(new { Left = left }));
    }

    /// <summary>Makes new recovery codes; the old ones are void.</summary>
    /// <returns>Shown once.</returns>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var codes = await ReplaceCodesAsync(db, userId, ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    /// <summary>Forgets key and codes. Every sign-in of the person ends by their new stamp.</summary>
    public async Task TurnOffAsync(Guid userId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ForgetAsync(db, userId, ct);
        await SwitchAsync(db, userId, on: false, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Removes key and codes within a transaction of the caller's.</summary>
    internal static async Task ForgetAsync(VoiceDockDb db, Guid userId, CancellationToken ct)
    {
        await db.Set<Authenticator>().Where(a => a.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
    }

    private static Task SwitchAsync(VoiceDockDb db, Guid userId, bool on, CancellationToken ct)
    {
        var stamp = SecurityStamps.Create();
        return db.Users.Where(u => u.Id == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorEnabled, on).SetProperty(u => u.SecurityStamp, stamp), ct);
    }

    private async Task<IReadOnlyList<string>> ReplaceCodesAsync(VoiceDockDb db, Guid userId, CancellationToken ct)
    {
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.Create()).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode { Id = Guid.CreateVersion7(time.GetUtcNow()), UserId = userId, Hash = RecoveryCode.HashOf(userId, code) }));
        await db.SaveChangesAsync(ct);
        return codes;
    }

    private Task<Authenticator?> BegunAsync(VoiceDockDb db, Guid userId, CancellationToken ct)
    {
        var oldest = Now - SetUpTime;
        return db.Set<Authenticator>().SingleOrDefaultAsync(a => a.UserId == userId && a.ConfirmedAt == null && a.CreatedAt > oldest, ct);
    }

    private byte[]? Open(Authenticator row) => protector.TryOpen(row.Key, Authenticator.Field, row.Id, Authenticator.SecretVersion, out var key) ? key : null;

    private static AuthenticatorSetUp Show(byte[] key, User user)
    {
        var shown = AuthenticatorSetUp.Of(key, user.UserName ?? "");
        CryptographicOperations.ZeroMemory(key);
        return shown;
    }

    // Apps show "123 456".
    private static string PlainCode(string code) => code.Replace(" ", "", StringComparison.Ordinal).Trim();
}
