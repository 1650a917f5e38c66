using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>Trunk passwords for the digest: sealed in memory, opened only for one answer. No database on the call path. Thread-safe.</summary>
public sealed class TrunkCredentials(CredentialProtector protector)
{
    private volatile FrozenDictionary<Guid, Entry> _entries = FrozenDictionary<Guid, Entry>.Empty;
    private volatile FrozenDictionary<Guid, Entry> _registrations = FrozenDictionary<Guid, Entry>.Empty;
    private readonly ConcurrentDictionary<Guid, Uses> _uses = new();

    /// <summary>Of the password we answer with. <see cref="CredentialState.None"/> for an unknown trunk too.</summary>
    public CredentialState StateOf(Guid trunkId) => StateIn(_entries, trunkId);

    /// <summary>Of the password a PBX registers with us by.</summary>
    public CredentialState RegistrationStateOf(Guid trunkId) => StateIn(_registrations, trunkId);

    /// <summary>There should be a password to answer with, and it does not open: the trunk sends nothing.</summary>
    public bool IsUnreadable(Guid trunkId) => StateOf(trunkId) is CredentialState.Locked or CredentialState.Corrupt;

    /// <returns>The password as UTF-8, which the caller zeroes; null unless the state is <see cref="CredentialState.Ok"/>.</returns>
    public byte[]? CopyPassword(Guid trunkId) => Copy(_entries, SecretField.TrunkPassword, trunkId);

    /// <inheritdoc cref="CopyPassword"/>
    public byte[]? CopyRegistrationPassword(Guid trunkId) => Copy(_registrations, SecretField.TrunkRegistrationPassword, trunkId);

    /// <summary>How often each trunk's passwords were opened since this was asked last; trunks whose were not are absent.</summary>
    internal IReadOnlyDictionary<Guid, long> TakeUses()
    {
        var taken = new Dictionary<Guid, long>();
        foreach (var (trunk, uses) in _uses)
        {
            if (uses.Take() is > 0 and var count) taken[trunk] = count;
        }
        return taken;
    }

    internal void Replace(IReadOnlyCollection<Trunk> trunks, IEnumerable<TrunkSecret> secrets)
    {
        var byTrunk = secrets.ToDictionary(s => s.TrunkId);
        _entries = trunks.Where(t => t.HasPassword)
            .ToFrozenDictionary(t => t.Id, t => Open(SecretField.TrunkPassword, t.Id, t.SecretVersion, byTrunk.GetValueOrDefault(t.Id)?.Password));
        _registrations = trunks.Where(t => t.HasRegistrationPassword).ToFrozenDictionary(
            t => t.Id, t => Open(SecretField.TrunkRegistrationPassword, t.Id, t.RegistrationSecretVersion, byTrunk.GetValueOrDefault(t.Id)?.RegistrationPassword));
    }

    private static CredentialState StateIn(FrozenDictionary<Guid, Entry> entries, Guid trunkId) =>
        entries.TryGetValue(trunkId, out var entry) ? entry.State : CredentialState.None;

    private byte[]? Copy(FrozenDictionary<Guid, Entry> entries, SecretField field, Guid trunkId)
    {
        if (!entries.TryGetValue(trunkId, out var entry) || entry.Sealed is not { } blob) return null;
        if (!protector.TryOpen(blob, field, trunkId, entry.Version, out var password)) return null;
        _uses.GetOrAdd(trunkId, static _ => new Uses()).Add();
        return password;
    }

    private Entry Open(SecretField field, Guid trunkId, int version, ProtectedSecret? blob)
    {
        // a password that should be there and is not counts as damaged: it must never look like "no password"
        if (blob is null || !protector.TryOpen(blob, field, trunkId, version, out var password)) return new Entry(blob, version, CredentialState.Corrupt);
        CryptographicOperations.ZeroMemory(password);
        return new Entry(blob, version, CredentialState.Ok);
    }

    private sealed class Uses
    {
        private long _count;

        public void Add() => Interlocked.Increment(ref _count);

        public long Take() => Interlocked.Exchange(ref _count, 0);
    }

    private sealed record Entry(ProtectedSecret? Sealed, int Version, CredentialState State);
}
