using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VoiceDock.Core.Media.Srtp;

/// <summary>AES-128 in counter mode as SRTP uses it (RFC 3711 4.1.1). Allocates nothing per packet. One thread.</summary>
/// <remarks>
/// The base library has no counter mode; the blocks of the counter go through one transform in ECB mode, which encrypts without allocating,
/// where the one-shot call would open a cipher each time.
/// </remarks>
internal sealed class AesCounter : IDisposable
{
    private const int Block = 16;
    private const int Chunk = 16 * Block;

    private readonly Aes _aes = Aes.Create();
    private readonly ICryptoTransform _transform;
    private readonly byte[] _salt = new byte[Block];
    private readonly byte[] _counters = new byte[Chunk];
    private readonly byte[] _stream = new byte[Chunk];

    /// <param name="key">16 bytes.</param>
    /// <param name="salt">14 bytes: k_s; it stands 16 bits to the left.</param>
    public AesCounter(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        (_aes.Mode, _aes.Padding) = (CipherMode.ECB, PaddingMode.None);
        _aes.SetKey(key);
        _transform = _aes.CreateEncryptor();
        salt.CopyTo(_salt);
    }

    /// <summary>Encrypts or decrypts in place.</summary>
    /// <param name="data">At most 2^16 blocks.</param>
    /// <param name="ssrc">Of the stream.</param>
    /// <param name="index">Of the packet, 48 bits (RTCP: 31).</param>
    public void Apply(Span<byte> data, uint ssrc, ulong index)
    {
        Span<byte> iv = stackalloc byte[Block];
        _salt.CopyTo(iv);
        BinaryPrimitives.WriteUInt32BigEndian(iv[4..], BinaryPrimitives.ReadUInt32BigEndian(iv[4..]) ^ ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(iv[8..], BinaryPrimitives.ReadUInt64BigEndian(iv[8..]) ^ (index << 16));
        Apply(data, iv);
    }

    public void Dispose()
    {
        _transform.Dispose();
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_salt);
        CryptographicOperations.ZeroMemory(_stream);
    }

    private void Apply(Span<byte> data, ReadOnlySpan<byte> iv)
    {
        for (ushort counter = 0; !data.IsEmpty;)
        {
            var part = data[..Math.Min(data.Length, Chunk)];
            var length = (part.Length + Block - 1) / Block * Block;
            for (var at = 0; at < length; at += Block, counter++)
            {
                iv.CopyTo(_counters.AsSpan(at));
                BinaryPrimitives.WriteUInt16BigEndian(_counters.AsSpan(at + 14), counter);
            }

            _transform.TransformBlock(_counters, 0, length, _stream, 0);
            for (var i = 0; i < part.Length; i++) part[i] ^= _stream[i];
            data = data[part.Length..];
        }
    }
}
