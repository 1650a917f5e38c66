using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access.TwoFactor;

/// <summary>Codes against the vectors of RFC 6238 and RFC 4226, and against oathtool.</summary>
[Trait("Kind", "Unit")]
public sealed class TotpTests
{
    private static readonly byte[] VectorKey = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238 appendix B, the rows of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Rfc6238_AppendixB(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(VectorKey, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226 appendix D: the first ten counters.</summary>
    [Fact]
    public void Rfc4226_AppendixD()
    {
        string[] codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        Assert.Equal(codes, codes.Select((_, counter) => Totp.Code(VectorKey, counter)));
    }

    /// <summary>RFC 4648 section 10, without the padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_Rfc4648_Section10(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void FindStep_OneStepToEitherSide_IsTaken(int off, bool found)
    {
        var now = new DateTimeOffset(2026, 11, 3, 12, 0, 15, TimeSpan.Zero);
        var step = Totp.StepAt(now) + off;
        Assert.Equal(found ? step : null, Totp.FindStep(VectorKey, Totp.Code(VectorKey, step), now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    public void FindStep_OfSomethingElse_IsNone(string text) => Assert.Null(Totp.FindStep(VectorKey, text, DateTimeOffset.UnixEpoch.AddYears(50)));

    [Fact]
    public async Task Codes_AreThoseOfOathtool()
    {
        for (var i = 0; i < 20; i++)
        {
            var key = RandomNumberGenerator.GetBytes(Totp.KeySize);
            var moment = DateTimeOffset.FromUnixTimeSeconds(RandomNumberGenerator.GetInt32(int.MaxValue));
            Assert.Equal(await Oathtool.CodeAsync(Base32.Encode(key), moment), Totp.Code(key, Totp.StepAt(moment)));
        }
    }
}
