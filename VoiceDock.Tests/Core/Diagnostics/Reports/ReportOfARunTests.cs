using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Reports;

/// <summary>Text and comparison of real runs: they read the words the checks really write.</summary>
[Trait("Kind", "Sip")]
public sealed class ReportOfARunTests(CallRigFixture fixture) : IClassFixture<CallRigFixture>
{
    private CallRig Rig => fixture.Rig;

    [Fact]
    public async Task TwoRunsOfAHealthyTrunk_AreTheSame()
    {
        var earlier = await Rig.ExamineAsync(Rig.Trunk);
        var later = await Rig.ExamineAsync(Rig.Trunk);

        Assert.Equal(["Nothing changed."], ReportComparison.Between(earlier, later).Lines);
    }

    [Fact]
    public async Task TextOfAHealthyTrunk_NamesOurAddress_AndHoldsNoSecret()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);

        var text = ReportText.Write(report);

        Assert.Contains($"Our address     {Rig.Console} (SIP)\n", text, StringComparison.Ordinal);
        Assert.Contains("Verdict         All that was checked is fine.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(CallRig.Password, text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task ChangedSettings_AreSeenInTheFactsOfRealRuns()
    {
        var trunk = await Rig.AddTrunkAsync(Rig.Trunk.EffectivePort);
        var earlier = await Rig.ExamineAsync(trunk);
        var changed = await Rig.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { Codecs = new(["PCMU"]), Password = "wrong" }, CallRig.Operator);

        var comparison = ReportComparison.Between(earlier, await Rig.ExamineAsync(changed.Value));

        Assert.Equal((CheckName.Credentials, ChangeTrend.Worse, "R08"), (comparison.Checks[0].Name, comparison.Checks[0].Trend, comparison.Checks[0].After.Rule));
        Assert.Equal("Settings", Assert.Single(comparison.Facts).What);
        Assert.True(comparison.VerdictChanged);
    }

    [Fact]
    public async Task FactsOfAHealthyRun_AreKnownToTheComparison()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);
        var blank = report with
        {
            Checks = [.. report.Checks.Select(c => c with { Facts = c.Facts.Count == 0 ? [] : ["Nothing of the kind"], Sent = null, Received = null })],
        };

        var gone = ReportComparison.Between(report, blank).Facts.Where(f => f.Before is not null).Select(f => f.What).ToList();

        Assert.All(["Settings", "Addresses", "Allow", "Realm", "Our address"], what => Assert.Contains(what, gone));
    }
}
