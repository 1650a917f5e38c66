using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>
/// Of whom two-factor is asked, and since when: whoever is asked has seven days before they can do nothing else first. Administrators unless the
/// setting says otherwise, nobody in the demo. Thread-safe.
/// </summary>
public sealed class TwoFactorRule(TwoFactorMode mode, IDbContextFactory<VoiceDockDb> databases, TimeProvider time)
{
    public const string Setting = "Security:TwoFactor";

    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <exception cref="StartupException">The setting is none of the modes.</exception>
    public static TwoFactorMode ReadMode(IConfiguration configuration) => configuration[Setting]?.Trim() switch
    {
        null or "" => RunMode.From(configuration).Demo ? TwoFactorMode.Optional : TwoFactorMode.Admins,
        var text when WireName.TryParse<TwoFactorMode>(text, out var mode) => mode,
        var text => throw new StartupException(
            ExitCodes.CannotStart, $"The setting {Setting} is '{text}'; allowed are {string.Join(", ", WireName.All<TwoFactorMode>())}."),
    };

    /// <param name="roles">As in <see cref="RoleNames"/>.</param>
    public bool Asks(IEnumerable<string> roles) => mode == TwoFactorMode.Everyone || (mode == TwoFactorMode.Admins && roles.Contains(RoleNames.Admin));

    /// <param name="enabled">Whether the person has set it up.</param>
    /// <param name="askedAt">UTC; since when they are asked. Null counts as from now.</param>
    public TwoFactorDuty DutyOf(bool enabled, IEnumerable<string> roles, DateTime? askedAt)
    {
        if (enabled || !Asks(roles)) return TwoFactorDuty.None;
        var until = (askedAt ?? Now) + Grace;
        return Now < until ? new TwoFactorDuty(DutyState.Soon, until) : new TwoFactorDuty(DutyState.Now);
    }

    /// <summary>The duty of somebody who signs in; the first time they are asked is written down.</summary>
    public async Task<TwoFactorDuty> AskAsync(User user, IReadOnlyCollection<string> roles, CancellationToken ct = default)
    {
        var duty = DutyOf(user.TwoFactorEnabled, roles, user.TwoFactorAskedAt);
        if (duty.State != DutyState.Soon || user.TwoFactorAskedAt is not null) return duty;
        var now = Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == user.Id && u.TwoFactorAskedAt == null).ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorAskedAt, now), ct);
        return duty;
    }

    /// <summary>
    /// Brings everybody's first asking in line with the setting, at start: the time of grace runs for those too who do not sign in, or a forgotten account
    /// would keep it for whoever finds its password.
    /// </summary>
    internal async Task ApplyAsync(CancellationToken ct)
    {
        var (now, everyone, admins) = (Now, mode == TwoFactorMode.Everyone, mode == TwoFactorMode.Admins);
        await using var db = await databases.CreateDbContextAsync(ct);
        var inRole = db.UserRoles.Join(db.Roles.Where(r => r.Name == RoleNames.Admin), held => held.RoleId, role => role.Id, (held, _) => held.UserId);
        var asked = db.Users.Where(u => everyone || (admins && inRole.Contains(u.Id)));
        await asked.Where(u => u.TwoFactorAskedAt == null).ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorAskedAt, now), ct);
        await db.Users.Where(u => u.TwoFactorAskedAt != null && !(everyone || (admins && inRole.Contains(u.Id))))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorAskedAt, (DateTime?)null), ct);
    }
}
