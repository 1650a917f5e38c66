using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>Wraps 32-byte keys under one derived from the master key, each bound to where it lies. Thread-safe; no I/O.</summary>
internal static class KeyWrap
{
    public static byte[] Wrap(MasterKey master, ReadOnlySpan<byte> key, string place)
    {
        var wrap = master.Derive(MasterKey.DataKeyWrapInfo);
        var wrapped = AesSeal.Seal(wrap, key, Encoding.ASCII.GetBytes(place));
        CryptographicOperations.ZeroMemory(wrap);
        return wrapped;
    }

    /// <returns>The key, which whoever does not keep it zeroes.</returns>
    /// <exception cref="CryptographicException">Damaged, moved from elsewhere, or wrapped under another master key.</exception>
    public static byte[] Unwrap(MasterKey master, ReadOnlySpan<byte> wrapped, string place)
    {
        var wrap = master.Derive(MasterKey.DataKeyWrapInfo);
        var key = AesSeal.Open(wrap, wrapped, Encoding.ASCII.GetBytes(place));
        CryptographicOperations.ZeroMemory(wrap);
        return key is { Length: MasterKey.Size } ? key : throw new CryptographicException($"A key cannot be unwrapped ({place}).");
    }

    /// <summary>The same key under another master key.</summary>
    /// <inheritdoc cref="Unwrap"/>
    public static byte[] Rewrap(MasterKey from, MasterKey to, ReadOnlySpan<byte> wrapped, string place)
    {
        var key = Unwrap(from, wrapped, place);
        var again = Wrap(to, key, place);
        CryptographicOperations.ZeroMemory(key);
        return again;
    }
}
