using System.Text;
using VoiceDock.Core.Media.Srtp;

namespace VoiceDock.Tests.Media.Srtp;

/// <summary>The test vectors of RFC 3711 appendix B, by its section.</summary>
[Trait("Kind", "Unit")]
public sealed class SrtpVectorTests
{
    // B.3 writes the authentication key as long as the longest block; ours is its beginning.
    private const string Master = "E1F97A0D3E018BE0D64FA32C06DE4139" + "0EC675AD498AFEEBB6960B3AABE6";

    [Theory]
    [InlineData(0x0000, "E03EAD0935C95E80E166B16DD92B4EB4")]
    [InlineData(0x0001, "D23513162B02D0F72A43A2FE4A5F97AB")]
    [InlineData(0x0002, "41E95B3BB0A2E8DD477901E4FCA894C0")]
    [InlineData(0xFEFF, "EC8CDF7398607CB0F2D21675EA9EA1E4")]
    [InlineData(0xFF00, "362B7C3C6773516318A077D7FC5073AE")]
    [InlineData(0xFF01, "6A2CC3787889374FBEB4C81B17BA6C44")]
    public void AppendixB2_AesCounterMode_KeystreamBlock(int block, string expected)
    {
        using var counter = new AesCounter(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"), Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        var stream = new byte[(block + 1) * 16];

        counter.Apply(stream, ssrc: 0, index: 0);

        Assert.Equal(expected, Convert.ToHexString(stream.AsSpan(block * 16)));
    }

    [Theory]
    [InlineData(SrtpKeyDerivation.RtpEncryption, "C61E7A93744F39EE10734AFE3FF7A087")]
    [InlineData(SrtpKeyDerivation.RtpSalt, "30CBBC08863D8C85D49DB34A9AE1")]
    [InlineData(SrtpKeyDerivation.RtpAuthentication, "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4")]
    public void AppendixB3_KeyDerivation(byte label, string expected)
    {
        var key = new byte[expected.Length / 2];

        SrtpKeyDerivation.Derive(Convert.FromHexString(Master), label, key);

        Assert.Equal(expected, Convert.ToHexString(key));
    }

    /// <summary>A packet protected by other means: AES and HMAC of the base library put together here as sections 3 and 4 say.</summary>
    [Fact]
    public void Section3_ProtectedPacket_IsHeaderCiphertextAndTagOverBothAndRollover()
    {
        var master = Convert.FromHexString(Master);
        byte[] packet = [0x80, 0x08, 0x12, 0x34, 0, 0, 0, 1, 0xCA, 0xFE, 0xBA, 0xBE, .. Encoding.ASCII.GetBytes("twenty bytes of audio")];
        using var sender = new SrtpSender(new SrtpKeys(SrtpSuite.AesCm128HmacSha1Tag80, master, master));
        var wire = new byte[packet.Length + SrtpSender.Overhead];

        var length = sender.Protect(packet, wire);

        var expected = Reference.Protect(master, packet, index: 0x1234, tagLength: 10);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(wire.AsSpan(0, length)));
    }
}
