using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;

namespace VoiceDock.Core.Security;

/// <summary>
/// The data keys in use, unwrapped. A rotation loads the new one while secrets are sealed and opened. A key once loaded stays until the program
/// ends: a blob sealed with it may still be in memory somewhere. Thread-safe.
/// </summary>
public sealed class DataKeyRing
{
    private volatile Keys _keys;
    private long _uses;

    /// <exception cref="CryptographicException">A row cannot be unwrapped with this master key, or not exactly one row is active.</exception>
    public DataKeyRing(MasterKey master, IReadOnlyCollection<DataKey> rows) => _keys = Read(master, rows, FrozenDictionary<long, byte[]>.Empty);

    /// <summary>The key new secrets are sealed with.</summary>
    public long ActiveId => _keys.Active;

    /// <summary>Makes a new active row.</summary>
    public static DataKey Create(MasterKey master, DateTime now)
    {
        Span<byte> idBytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(idBytes);
        var id = BinaryPrimitives.ReadInt64BigEndian(idBytes);
        var key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        var wrapped = KeyWrap.Wrap(master, key, Place(id));
        CryptographicOperations.ZeroMemory(key);
        return new DataKey { Id = id, State = DataKeyState.Active, Wrapped = wrapped, MasterId = master.Id, CreatedAt = now };
    }

    /// <summary>Puts a row under another master key; the data key itself stays the same.</summary>
    /// <exception cref="CryptographicException">The row cannot be unwrapped.</exception>
    internal static void Rewrap(DataKey row, MasterKey from, MasterKey to)
    {
        row.Wrapped = KeyWrap.Rewrap(from, to, row.Wrapped, Place(row.Id));
        row.MasterId = to.Id;
    }

    /// <summary>Takes over what the database holds now.</summary>
    /// <inheritdoc cref="DataKeyRing(MasterKey, IReadOnlyCollection{DataKey})"/>
    internal void Load(MasterKey master, IReadOnlyCollection<DataKey> rows) => _keys = Read(master, rows, _keys.ById);

    /// <summary>How many seals were made since the last call; the caller adds them to <see cref="DataKey.Uses"/>.</summary>
    public long TakeUses() => Interlocked.Exchange(ref _uses, 0);

    /// <summary>Gives back what could not be written.</summary>
    public void PutBackUses(long uses) => Interlocked.Add(ref _uses, uses);

    internal byte[]? Find(long id) => _keys.ById.GetValueOrDefault(id);

    internal void CountUse() => Interlocked.Increment(ref _uses);

    private static Keys Read(MasterKey master, IReadOnlyCollection<DataKey> rows, FrozenDictionary<long, byte[]> before)
    {
        if (rows.Count(r => r.State == DataKeyState.Active) != 1) throw new CryptographicException("The database must hold exactly one active data key.");
        var all = before.ToDictionary();
        foreach (var row in rows) all[row.Id] = KeyWrap.Unwrap(master, row.Wrapped, Place(row.Id));
        return new Keys(all.ToFrozenDictionary(), rows.Single(r => r.State == DataKeyState.Active).Id);
    }

    private static string Place(long id) => string.Create(CultureInfo.InvariantCulture, $"vd1|data_keys|{id:x16}|wrapped");

    private sealed record Keys(FrozenDictionary<long, byte[]> ById, long Active);
}
