using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>Cryptography has few places, so that it can be read as a whole; chance for secrets comes from one source.</summary>
[Trait("Kind", "Unit")]
public sealed class CryptographyTests
{
    [Theory]
    [InlineData(@"\bnew AesGcm\b", "VoiceDock.Core/Security/AesSeal.cs")]
    [InlineData(@"\bMD5\.|\bHashAlgorithmName\.MD5\b", "VoiceDock.Core/Sip/Auth/")]
    [InlineData(@"\bAes\.Create\b", "VoiceDock.Core/Media/Srtp/")]
    [InlineData(@"\bAesCcm\b|\bChaCha20Poly1305\b|\bRC2\b|\bDES\b", null)]
    [InlineData(@"\bnew Random\(|\bRandom\.Shared\b", null)]
    [InlineData(@"\bFixedTimeEquals\b", "VoiceDock.Core/")]
    public void Source_CallsIt_OnlyWhereItBelongs(string call, string? place)
    {
        var pattern = new Regex(call);
        var elsewhere = SourceCode.All().Where(s => (place is null || !s.Path.StartsWith(place, StringComparison.Ordinal)) && pattern.IsMatch(s.Code)).Select(s => s.Path);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Sources_AreFound() => Assert.Contains(SourceCode.All(), s => s.Path == "VoiceDock.Core/Security/AesSeal.cs" && s.Code.Contains("new AesGcm", StringComparison.Ordinal));
}
