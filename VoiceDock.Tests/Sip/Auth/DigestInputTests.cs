using System.Text;
using VoiceDock.Core.Sip.Auth;

namespace VoiceDock.Tests.Sip.Auth;

[Trait("Kind", "Unit")]
public class DigestInputTests
{
    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Respond_VectorsOfRfc7616Section391_AreMet(string algorithm, string expected)
    {
        var input = new DigestInput
        {
            Algorithm = DigestAlgorithm.Find(algorithm)!,
            Username = "Mufasa",
            Realm = "http-auth@example.org",
            Nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            Method = "GET",
            Uri = "/dir/index.html",
            Qop = "auth",
            NonceCount = "00000001",
            ClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        };

        Assert.Equal(expected, input.Respond("Circle of Life"u8));
    }

    [Fact]
    public void Respond_WithoutQop_IsTheFormOfRfc2069()
    {
        // The corrected value of that document's erratum 749.
        var input = new DigestInput
        {
            Algorithm = DigestAlgorithm.Md5,
            Username = "Mufasa",
            Realm = "testrealm@host.com",
            Nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            Method = "GET",
            Uri = "/dir/index.html",
        };

        Assert.Equal("1949323746fe6a43ef61f9606e7febea", input.Respond("CircleOfLife"u8));
    }

    [Fact]
    public void Respond_NonAscii_IsHashedAsUtf8()
    {
        var input = new DigestInput { Algorithm = DigestAlgorithm.Md5, Username = "jörg", Realm = "bür\"o", Nonce = "n", Method = "INVITE", Uri = "sip:h" };
        var first = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes("jörg:bür\"o:geheim€")));
        var second = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData("INVITE:sip:h"u8));

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes($"{first}:n:{second}"))),
            input.Respond("geheim€"u8));
    }
}
