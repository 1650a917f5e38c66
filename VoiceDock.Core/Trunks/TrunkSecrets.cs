using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

/// <summary>Seals and forgets trunk passwords within the transaction that changes the trunk.</summary>
internal sealed class TrunkSecrets(CredentialProtector protector)
{
    /// <param name="password">Null forgets the stored one.</param>
    public async Task SetAsync(VoiceDockDb db, Trunk trunk, string? password, Actor actor, DateTime now, CancellationToken ct)
    {
        trunk.HasPassword = password is not null;
        trunk.PasswordSetAt = password is null ? null : now;
        trunk.PasswordSetBy = password is null ? null : actor.Name;
        if (password is not null) trunk.SecretVersion++;
        var row = await RowAsync(db, trunk.Id, ct);
        row.Password = Seal(SecretField.TrunkPassword, trunk.Id, trunk.SecretVersion, password);
        RemoveEmpty(db, row);
    }

    /// <summary>The same for the password of a PBX that registers with us.</summary>
    public async Task SetRegistrationAsync(VoiceDockDb db, Trunk trunk, string? password, CancellationToken ct)
    {
        trunk.HasRegistrationPassword = password is not null;
        if (password is not null) trunk.RegistrationSecretVersion++;
        var row = await RowAsync(db, trunk.Id, ct);
        row.RegistrationPassword = Seal(SecretField.TrunkRegistrationPassword, trunk.Id, trunk.RegistrationSecretVersion, password);
        RemoveEmpty(db, row);
    }

    private ProtectedSecret? Seal(SecretField field, Guid trunkId, int version, string? password) =>
        password is null ? null : protector.Seal(field, trunkId, version, password);

    // both passwords may be set in one change: the row may be new and not written yet
    private static async Task<TrunkSecret> RowAsync(VoiceDockDb db, Guid trunkId, CancellationToken ct)
    {
        if (await db.Set<TrunkSecret>().FindAsync([trunkId], ct) is { } stored) return stored;
        var added = new TrunkSecret { TrunkId = trunkId };
        db.Add(added);
        return added;
    }

    private static void RemoveEmpty(VoiceDockDb db, TrunkSecret row)
    {
        if (row.Password is null && row.RegistrationPassword is null) db.Remove(row);
    }
}
