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
    public void Respond_VectorOfRfc7616Section392_IsMetAsErratum4897CorrectsIt()
    {
        var input = new DigestInput
        {
            Algorithm = DigestAlgorithm.Find("SHA-512-256")!,
            Username = "J\u00e4s\u00f8n Doe",
            Realm = "api@example.org",
            Nonce = "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
            Method = "GET",
            Uri = "/doe.json",
            Qop = "auth",
            NonceCount = "00000001",
            ClientNonce = "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
        };

        // The RFC prints a cut SHA-512, which SHA-512/256 is not.
        Assert.Equal("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5", input.Respond("Secret, or not?"u8));
    }

    [Fact]
    public void Sha512Of256_VectorOfFips180_IsMetAndItStartsAnewAfterEachResult()
    {
        using var hash = DigestHash.Sha512Of256();
        Span<byte> result = stackalloc byte[hash.Length];
        for (var i = 0; i < 2; i++)
        {
            hash.Append("a"u8);
            hash.Append("bc"u8);
            hash.Finish(result);
            Assert.Equal("53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23", Convert.ToHexStringLower(result));
        }
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
