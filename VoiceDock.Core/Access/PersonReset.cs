using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>
/// For somebody who has lost their password or their authenticator app: a new password that works once, two-factor removed, lock-out lifted, every sign-in
/// ended. Works beside a running program: it asks the database at every request. Thread-safe.
/// </summary>
public sealed class PersonReset(IDbContextFactory<VoiceDockDb> databases, IPasswordHasher<User> hasher, ILookupNormalizer names, TimeProvider time)
{
    /// <summary>How long the new password waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    private const int PasswordBytes = 15;

    /// <param name="name">As they sign in; case does not count.</param>
    /// <returns>The password, told once; or <c>not_found</c>.</returns>
    public async Task<Result<OneTimePassword>> RunAsync(string name, CancellationToken ct = default)
    {
        var normalized = names.NormalizeName(name.Trim());
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, ct) is not { } user)
            return new Error(ErrorKind.NotFound, "not_found", $"Nobody signs in as '{name.Trim()}'.");
        var made = new OneTimePassword(user.UserName ?? "", NewPassword(), time.GetUtcNow().UtcDateTime + Lifetime, user.DisabledAt is not null);
        user.PasswordHash = hasher.HashPassword(user, made.Password);
        user.OneTimePasswordUntil = made.Until;
        user.SecurityStamp = SecurityStamps.Create();
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        user.TwoFactorEnabled = false;
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        await db.SaveChangesAsync(ct);
        await TwoFactorStore.ForgetAsync(db, user.Id, ct);
        await db.Set<SignInRecord>().Where(s => s.UserId == user.Id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return made;
    }

    // 120 bits in letters and digits, in groups for reading out.
    private static string NewPassword() =>
        string.Join('-', Base32.Encode(RandomNumberGenerator.GetBytes(PasswordBytes)).ToLowerInvariant().Chunk(6).Select(part => new string(part)));
}
