using System.Diagnostics;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class ExtensionPatternTests
{
    [Theory]
    [InlineData("[0-9]{2,6}", "20", true)]
    [InlineData("[0-9]{2,6}", "200000", true)]
    [InlineData("[0-9]{2,6}", "2", false)]
    [InlineData("[0-9]{2,6}", "2000000", false)]
    [InlineData("[0-9]{2,6}", "20a", false)]
    [InlineData("[0-9]{2,6}", "", false)]
    [InlineData("2[0-9]{2}", "299", true)]
    [InlineData("2[0-9]{2}", "199", false)]
    [InlineData("*[0-9]{2}#", "*72#", true)]
    [InlineData("*[0-9]{2}#", "72#", false)]
    [InlineData("[*#0-4]{1,3}", "*#4", true)]
    [InlineData("[*#0-4]{1,3}", "5", false)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("1{0,2}1{2}", "11", true)]
    [InlineData("1{0,2}1{2}", "1111", true)]
    [InlineData("1{0,2}1{2}", "11111", false)]
    [InlineData("[a-]{2}", "a-", true)]
    [InlineData("[0-9]{2}", "\u0661\u0662", false)]
    public void Matches_WholeExtension_ByClassesAndCounts(string pattern, string extension, bool expected)
    {
        Assert.True(ExtensionPattern.TryParse(pattern, out var parsed, out _));
        Assert.Equal(expected, parsed.Matches(extension));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("(2|3)00")]
    [InlineData("^200$")]
    [InlineData("\\d{3}")]
    [InlineData("[0-9")]
    [InlineData("[]")]
    [InlineData("[^0]{2}")]
    [InlineData("[9-0]")]
    [InlineData("2{")]
    [InlineData("2{x}")]
    [InlineData("2{3,2}")]
    [InlineData("2{65}")]
    [InlineData("2{1,}")]
    [InlineData("{2}")]
    [InlineData("2{0,3}")]
    [InlineData("2{64}2{64}2")]
    [InlineData("2 0")]
    public void Parse_OtherSyntax_IsRefusedWithWords(string? pattern)
    {
        Assert.False(ExtensionPattern.TryParse(pattern, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Matches_PatternMadeToBacktrack_TakesNoTime()
    {
        Assert.True(ExtensionPattern.TryParse("1{0,60}1{0,60}2", out var pattern, out _));
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 1000; i++) Assert.False(pattern.Matches(new string('1', 64)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }
}
