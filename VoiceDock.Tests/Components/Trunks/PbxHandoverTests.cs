using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

[Trait("Kind", "Unit")]
public sealed class PbxHandoverTests
{
    private static readonly PbxSide Side = new("2001:db8::7", 5060, "20000-29999", "dock");

    [Fact]
    public void EveryPreset_IsFilledCompletely() => Assert.All(TrunkPresets.All, preset =>
    {
        var text = PbxHandover.Write(preset, Side, "Berlin");
        Assert.DoesNotMatch(@"\{[a-z_?!]+\}", text);
        Assert.Contains("(Berlin)", text, StringComparison.Ordinal);
        Assert.Contains("Add `2001:db8::7` to your firewall's allow-list", text, StringComparison.Ordinal);
    });

    [Fact]
    public void Parts_KeepAnIPv6AddressAndItsPortTogether()
    {
        var parts = Side.Parts("call {our_socket}, secret {password}");

        Assert.Equal(["call ", "[2001:db8::7]:5060", ", secret ", "<ask the VoiceDock administrator>"], parts.Select(p => p.Text));
        Assert.Equal([PbxTextKind.Words, PbxTextKind.Value, PbxTextKind.Words, PbxTextKind.Password], parts.Select(p => p.Kind));
    }

    [Theory]
    [InlineData(0, 0, "No number uses it. Its password is deleted with it.")]
    [InlineData(1, 1, "N1 loses its transfer trunk: callers there can no longer be handed over. The call that is on it now goes on. Its password is deleted with it.")]
    [InlineData(5, 0, "5 numbers lose their transfer trunk: N1, N2, N3 and 2 more. Callers there can no longer be handed over. Its password is deleted with it.")]
    public void DeleteConsequence_NamesTheNumbers(int numbers, int calls, string expected) =>
        Assert.Equal(expected, TrunkWords.DeleteConsequence([.. Enumerable.Range(1, numbers).Select(i => $"N{i}")], calls));
}
