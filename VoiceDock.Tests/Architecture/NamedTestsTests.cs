using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>A page that names a test as its proof names one that exists.</summary>
[Trait("Kind", "Unit")]
public sealed partial class NamedTestsTests
{
    [Fact]
    public void TestsNamedInTheSecurityPage_Exist()
    {
        var known = typeof(NamedTestsTests).Assembly.GetTypes().Where(t => t.Name.EndsWith("Tests", StringComparison.Ordinal)).Select(t => t.FullName!).ToList();
        var named = Named().Matches(File.ReadAllText(Path.Combine(SourceRoot.Find(), "docs/security.md"))).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.InRange(named.Count, 60, 1000);
        Assert.Equal([], named.Where(n => !known.Exists(k => k.EndsWith("." + n, StringComparison.Ordinal))));
    }

    // `Room.NameTests`, with or without its rooms.
    [GeneratedRegex(@"`((?:\w+\.)*\w+Tests)`")]
    private static partial Regex Named();
}
