using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;

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
}
