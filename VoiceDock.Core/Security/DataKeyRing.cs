using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>The data keys in use, unwrapped once at start. Thread-safe.</summary>
public sealed class DataKeyRing
{
    private readonly FrozenDictionary<long, byte[]> _keys;
    private long _uses;

    /// <exception cref="CryptographicException">A row cannot be unwrapped with this master key, or not exactly one row is active.</exception>
    public DataKeyRing(MasterKey master, IReadOnlyCollection<DataKey> rows)
    {
        var wrap = master.Derive(MasterKey.DataKeyWrapInfo);
        _keys = rows.ToFrozenDictionary(r => r.Id, r => Unwrap(wrap, r));
        ActiveId = rows.Count(r => r.State == DataKeyState.Active) == 1
            ? rows.Single(r => r.State == DataKeyState.Active).Id
            : throw new CryptographicException("The database must hold exactly one active data key.");
        CryptographicOperations.ZeroMemory(wrap);
    }

    /// <summary>The key new secrets are sealed with.</summary>
    public long ActiveId { get; }

    /// <summary>Makes a new active row for an empty database.</summary>
    public static DataKey Create(MasterKey master, DateTime now)
    {
        Span<byte> idBytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(idBytes);
        var id = BinaryPrimitives.ReadInt64BigEndian(idBytes);
        var key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        var wrap = master.Derive(MasterKey.DataKeyWrapInfo);
        var wrapped = AesSeal.Seal(wrap, key, Associated(id));
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(wrap);
        return new DataKey { Id = id, State = DataKeyState.Active, Wrapped = wrapped, MasterId = master.Id, CreatedAt = now };
    }

    /// <summary>How many seals were made since the last call; the caller adds them to <see cref="DataKey.Uses"/>.</summary>
    public long TakeUses() => Interlocked.Exchange(ref _uses, 0);

    /// <summary>Gives back what could not be written.</summary>
    public void PutBackUses(long uses) => Interlocked.Add(ref _uses, uses);

    internal byte[]? Find(long id) => _keys.GetValueOrDefault(id);

    internal void CountUse() => Interlocked.Increment(ref _uses);

    private static byte[] Unwrap(byte[] wrap, DataKey row) =>
        AesSeal.Open(wrap, row.Wrapped, Associated(row.Id)) is { Length: MasterKey.Size } key
            ? key
            : throw new CryptographicException($"Data key {row.Id:x16} cannot be unwrapped.");

    private static byte[] Associated(long id) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"vd1|data_keys|{id:x16}|wrapped"));
}
