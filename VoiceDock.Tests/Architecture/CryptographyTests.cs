using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>Cryptography has few places, so that it can be read as a whole; chance for secrets comes from one source.</summary>
[Trait("Kind", "Unit")]
public sealed partial class CryptographyTests
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
        var elsewhere = Sources().Where(s => (place is null || !s.Path.StartsWith(place, StringComparison.Ordinal)) && pattern.IsMatch(s.Code)).Select(s => s.Path);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Sources_AreFound() => Assert.Contains(Sources(), s => s.Path == "VoiceDock.Core/Security/AesSeal.cs" && s.Code.Contains("new AesGcm", StringComparison.Ordinal));

    private static IEnumerable<(string Path, string Code)> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        foreach (var project in (string[])["VoiceDock.Core", "VoiceDock.Web"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(root, file).Replace('\\', '/');
                if (!path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)) yield return (path, Comment().Replace(File.ReadAllText(file), ""));
            }
        }
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
