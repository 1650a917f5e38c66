using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VoiceDock.Tests.Media.Srtp;

/// <summary>SRTP written a second time, slowly and straight from RFC 3711, to check the quick one and to play far ends.</summary>
internal static class Reference
{
    /// <summary>Section 3.1: header | encrypted payload | tag. The header has no CSRC and no extension.</summary>
    public static byte[] Protect(byte[] master, byte[] packet, long index, int tagLength)
    {
        var encrypted = Crypt(master, packet, 12, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(8)), index, label: 0);
        byte[] rollover = [(byte)(index >> 40), (byte)(index >> 32), (byte)(index >> 24), (byte)(index >> 16)];
        return [.. encrypted, .. Mac(master, [.. encrypted, .. rollover], label: 1)[..tagLength]];
    }

    /// <summary>Section 3.4: the first eight bytes are clear; E, index and the tag follow.</summary>
    public static byte[] ProtectRtcp(byte[] master, byte[] packet, uint index)
    {
        var encrypted = Crypt(master, packet, 8, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)), index, label: 3);
        var trailer = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(trailer, index | 0x8000_0000);
        byte[] signed = [.. encrypted, .. trailer];
        return [.. signed, .. Mac(master, signed, label: 4)[..10]];
    }

    private static byte[] Crypt(byte[] master, byte[] packet, int clear, uint ssrc, long index, byte label)
    {
        var key = Derive(master, label, 16);
        var salt = Derive(master, (byte)(label + 2), 14);
        var stream = Keystream(key, Iv(salt, ssrc, index), packet.Length - clear);
        return [.. packet[..clear], .. packet[clear..].Select((b, i) => (byte)(b ^ stream[i]))];
    }

    private static byte[] Mac(byte[] master, byte[] data, byte label) => HMACSHA1.HashData(Derive(master, label, 20), data);

    // 4.3.1: the label is the first byte of key_id, which is aligned with the end of the salt.
    private static byte[] Derive(byte[] master, byte label, int length)
    {
        var x = master[16..].ToArray();
        x[7] ^= label;
        return Keystream(master[..16], [.. x, 0, 0], length);
    }

    // 4.1.1: IV = (k_s * 2^16) XOR (SSRC * 2^64) XOR (i * 2^16)
    private static byte[] Iv(byte[] salt, uint ssrc, long index)
    {
        byte[] iv = [.. salt, 0, 0];
        for (var i = 0; i < 4; i++) iv[4 + i] ^= (byte)(ssrc >> (24 - (8 * i)));
        for (var i = 0; i < 6; i++) iv[8 + i] ^= (byte)(index >> (40 - (8 * i)));
        return iv;
    }

    private static byte[] Keystream(byte[] key, byte[] iv, int length)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var stream = new List<byte>();
        for (var block = 0; stream.Count < length; block++)
        {
            (iv[14], iv[15]) = ((byte)(block >> 8), (byte)block);
            stream.AddRange(aes.EncryptEcb(iv, PaddingMode.None));
        }

        return [.. stream[..length]];
    }
}
