using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>Reads all people into memory; at start and after every change.</summary>
internal sealed class PeopleLoader(IDbContextFactory<VoiceDockDb> databases, PeopleDirectory directory) : IHostedService, IDisposable
{
    // one at a time, each reading after it got its turn: the last one to replace has seen every commit
    private readonly SemaphoreSlim _turn = new(1);

    public async Task LoadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var users = await db.Users.AsNoTracking().ToListAsync(ct);
            var roles = await ReadRolesAsync(db, ct);
            directory.Replace(users.Select(u => new Person(u.Id, u.UserName ?? "", Highest(roles[u.Id]), u.DisabledAt is not null)));
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task StartAsync(CancellationToken ct) => LoadAsync(ct);

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();

    private static async Task<ILookup<Guid, string>> ReadRolesAsync(VoiceDockDb db, CancellationToken ct)
    {
        var held = await db.UserRoles.AsNoTracking()
            .Join(db.Set<IdentityRole<Guid>>(), held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name })
            .ToListAsync(ct);
        return held.ToLookup(h => h.UserId, h => h.Name ?? "");
    }

    // Somebody without a role may look, like the least of them.
    private static Role Highest(IEnumerable<string> names) =>
        names.Select(n => WireName.TryParse<Role>(n, out var role) ? role : Role.Viewer).Append(Role.Viewer).Max();
}
