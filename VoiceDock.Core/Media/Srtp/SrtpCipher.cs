using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VoiceDock.Core.Media.Srtp;

/// <summary>The session keys of one direction of RTP or RTCP: encrypts, and makes and checks tags. Allocates nothing per packet. One thread.</summary>
internal sealed class SrtpCipher : IDisposable
{
    public const int LongTag = 10;
    public const int ShortTag = 4;

    private const int Sha1Length = 20;

    private readonly AesCounter _counter;
    private readonly IncrementalHash _mac;

    private SrtpCipher(ReadOnlySpan<byte> master, byte encryption, byte authentication, byte salt, int tagLength)
    {
        Span<byte> key = stackalloc byte[SrtpKeyDerivation.EncryptionLength];
        Span<byte> auth = stackalloc byte[SrtpKeyDerivation.AuthenticationLength];
        Span<byte> salts = stackalloc byte[SrtpKeyDerivation.SaltLength];
        SrtpKeyDerivation.Derive(master, encryption, key);
        SrtpKeyDerivation.Derive(master, authentication, auth);
        SrtpKeyDerivation.Derive(master, salt, salts);
        _counter = new AesCounter(key, salts);
        _mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, auth);
        TagLength = tagLength;
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(auth);
    }

    public int TagLength { get; }

    public static SrtpCipher ForRtp(SrtpSuite suite, ReadOnlySpan<byte> master) => new(
        master, SrtpKeyDerivation.RtpEncryption, SrtpKeyDerivation.RtpAuthentication, SrtpKeyDerivation.RtpSalt,
        suite == SrtpSuite.AesCm128HmacSha1Tag32 ? ShortTag : LongTag);

    /// <summary>RTCP has the long tag in every suite (RFC 4568 6.2.2).</summary>
    public static SrtpCipher ForRtcp(ReadOnlySpan<byte> master) => new(
        master, SrtpKeyDerivation.RtcpEncryption, SrtpKeyDerivation.RtcpAuthentication, SrtpKeyDerivation.RtcpSalt, LongTag);

    public void Crypt(Span<byte> data, uint ssrc, ulong index) => _counter.Apply(data, ssrc, index);

    /// <summary>The tag over a packet and the rollover counter (RFC 3711 4.2).</summary>
    public void Sign(ReadOnlySpan<byte> packet, uint rollover, Span<byte> tag)
    {
        Span<byte> counter = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, rollover);
        _mac.AppendData(packet);
        _mac.AppendData(counter);
        Finish(tag);
    }

    /// <summary>The tag over an RTCP packet, whose index is part of it.</summary>
    public void Sign(ReadOnlySpan<byte> packet, Span<byte> tag)
    {
        _mac.AppendData(packet);
        Finish(tag);
    }

    public bool Verify(ReadOnlySpan<byte> packet, uint rollover, ReadOnlySpan<byte> tag)
    {
        Span<byte> right = stackalloc byte[LongTag];
        Sign(packet, rollover, right[..TagLength]);
        return CryptographicOperations.FixedTimeEquals(right[..TagLength], tag);
    }

    public bool Verify(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> tag)
    {
        Span<byte> right = stackalloc byte[LongTag];
        Sign(packet, right[..TagLength]);
        return CryptographicOperations.FixedTimeEquals(right[..TagLength], tag);
    }

    public void Dispose()
    {
        _counter.Dispose();
        _mac.Dispose();
    }

    private void Finish(Span<byte> tag)
    {
        Span<byte> whole = stackalloc byte[Sha1Length];
        _mac.GetHashAndReset(whole);
        whole[..tag.Length].CopyTo(tag);
    }
}
