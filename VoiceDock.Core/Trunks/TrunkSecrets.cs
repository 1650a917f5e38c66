using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

/// <summary>Seals and forgets trunk passwords within the transaction that changes the trunk.</summary>
internal sealed class TrunkSecrets(TrunkCredentials credentials)
{
    /// <param name="password">Null forgets the stored one.</param>
    public async Task SetAsync(VoiceDockDb db, Trunk trunk, string? password, Actor actor, DateTime now, CancellationToken ct)
    {
        var stored = await db.Set<TrunkSecret>().FirstOrDefaultAsync(s => s.TrunkId == trunk.Id, ct);
        trunk.HasPassword = password is not null;
        trunk.PasswordSetAt = password is null ? null : now;
        trunk.PasswordSetBy = password is null ? null : actor.Name;
        if (password is null)
        {
            if (stored is not null) db.Remove(stored);
            return;
        }

        trunk.SecretVersion++;
        var blob = credentials.Seal(trunk.Id, trunk.SecretVersion, password);
        if (stored is null) db.Add(new TrunkSecret { TrunkId = trunk.Id, Password = blob });
        else stored.Password = blob;
    }
}
