using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Architecture;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>The table of rules is whole for every preset.</summary>
[Trait("Kind", "Unit")]
public sealed class DoctorRulesTests
{
    [Fact]
    public void EveryRule_SaysWhatToDo_ForEveryPreset()
    {
        Assert.Equal(27, DoctorRules.Ids.Count);
        Assert.All(DoctorRules.Ids, id => Assert.All(TrunkPresets.All, preset =>
        {
            var rule = DoctorRules.Of(id, preset);
            Assert.Equal(id, rule.Id);
            Assert.EndsWith(".", rule.Fix, StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void Documentation_HasEveryRule_InTheProgramsWords()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceRoot.Find(), "docs", "doctor.md"));
        Assert.All(DoctorRules.Ids.Where(id => id is not ("R04" or "R05")), id =>
        {
            var row = lines.Single(l => l.StartsWith($"| {id} |", StringComparison.Ordinal));
            Assert.Contains(DoctorRules.Of(id, TrunkPresets.For("kamailio")).Fix, row, StringComparison.Ordinal);
        });
    }
}
