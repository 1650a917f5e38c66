using System.Text.RegularExpressions;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

[Trait("Kind", "Unit")]
public sealed partial class MarkdownTextTests
{
    private static readonly string[] Typed = ["plain", "a*b_c", "`", "``x``", "<script>", "[a](b)", "# x", "a\nb", "\\", "it's & that", "x | y", "!~"];

    [Fact]
    public void Words_WithTheirBackslashesTaken_AreTheWords() => Assert.All(Typed, text =>
    {
        var written = MarkdownText.Words(text);
        Assert.DoesNotContain('\n', written);
        Assert.Equal(text.Replace('\n', ' '), Escaped().Replace(written, "$1"));
    });

    [Fact]
    public void Code_IsFencedByMoreBackticksThanItHolds() => Assert.All(Typed, text =>
    {
        var written = MarkdownText.Code(text);
        var fence = Fence().Match(written).Value;
        Assert.EndsWith(fence, written, StringComparison.Ordinal);
        Assert.DoesNotContain(fence, written[fence.Length..^fence.Length], StringComparison.Ordinal);
        Assert.Equal(text.Replace('\n', ' '), written[fence.Length..^fence.Length].Trim());
    });

    [Fact]
    public void Block_CannotBeEndedFromInside()
    {
        var written = MarkdownText.Block("a\n```\n````\nb", "sh").Split('\n');

        Assert.Equal(("`````sh", "`````"), (written[0], written[^1]));
    }

    [Fact]
    public void Handover_WithAHostileName_KeepsItsShape()
    {
        var side = new PbxSide("203.0.113.9", 5060, "20000-29999", "``` \n# x");
        var plain = side with { Username = "dock" };

        Assert.All(TrunkPresets.All, preset => Assert.Equal(
            Headings(PbxHandover.Write(preset, plain, "Berlin")), Headings(PbxHandover.Write(preset, side, "<b>\n# Berlin"))));
    }

    [Theory]
    [InlineData("Head office, Köln", "voicedock-head-office-k-ln-3cx.md")]
    [InlineData("../../etc", "voicedock-etc-3cx.md")]
    [InlineData(null, "voicedock-3cx.md")]
    public void FileName_IsOfPlainCharacters(string? name, string expected) => Assert.Equal(expected, PbxHandover.FileName(TrunkPresets.ThreeCx, name));

    private static int Headings(string text) => text.Split('\n').Count(l => l.StartsWith('#'));

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();

    [GeneratedRegex("^`+")]
    private static partial Regex Fence();
}
