using System.Collections.Frozen;
using System.Security.Cryptography;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>Trunk passwords for the digest: sealed in memory, opened only for one answer. No database on the call path. Thread-safe.</summary>
public sealed class TrunkCredentials(CredentialProtector protector)
{
    private volatile FrozenDictionary<Guid, Entry> _entries = FrozenDictionary<Guid, Entry>.Empty;

    /// <summary><see cref="CredentialState.None"/> for an unknown trunk too.</summary>
    public CredentialState StateOf(Guid trunkId) => _entries.TryGetValue(trunkId, out var entry) ? entry.State : CredentialState.None;

    /// <returns>The password as UTF-8, which the caller zeroes; null unless the state is <see cref="CredentialState.Ok"/>.</returns>
    public byte[]? CopyPassword(Guid trunkId) =>
        _entries.TryGetValue(trunkId, out var entry) && entry.Sealed is { } blob && protector.TryOpen(blob, SecretField.TrunkPassword, trunkId, entry.Version, out var password)
            ? password
            : null;

    internal ProtectedSecret Seal(Guid trunkId, int version, string password) => protector.Seal(SecretField.TrunkPassword, trunkId, version, password);

    internal void Replace(IEnumerable<Trunk> trunks, IEnumerable<TrunkSecret> secrets)
    {
        var byTrunk = secrets.ToDictionary(s => s.TrunkId, s => s.Password);
        _entries = trunks.Where(t => t.HasPassword).ToFrozenDictionary(t => t.Id, t => Open(t, byTrunk.GetValueOrDefault(t.Id)));
    }

    private Entry Open(Trunk trunk, ProtectedSecret? blob)
    {
        // a password that should be there and is not counts as damaged: it must never look like "no password"
        if (blob is null || !protector.TryOpen(blob, SecretField.TrunkPassword, trunk.Id, trunk.SecretVersion, out var password))
            return new Entry(blob, trunk.SecretVersion, CredentialState.Corrupt);
        CryptographicOperations.ZeroMemory(password);
        return new Entry(blob, trunk.SecretVersion, CredentialState.Ok);
    }

    private sealed record Entry(ProtectedSecret? Sealed, int Version, CredentialState State);
}
