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
    public async Task TwoCallsToADestination_AreTheSame_AndTheirAnswersAreReadable()
    {
        var earlier = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Tone, "200");
        var later = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Tone, "200");

        Assert.Equal(["Nothing changed."], ReportComparison.Between(earlier, later).Lines);
        var received = later.Check(CheckName.Offer).Received;
        var otherCodec = later with { Checks = [.. later.Checks.Select(c => c.Name == CheckName.Offer ? c with { Received = $"G729, {received}" } : c)] };
        Assert.Equal("Answer to a call", Assert.Single(ReportComparison.Between(later, otherCodec).Facts).What);
    }

    [Fact]
    public async Task TextOfACall_SaysWhatBecameOfIt_AndHoldsNoSecret()
    {
        var text = ReportText.Write(await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Ring, "202"));

        Assert.Contains("\nDestination     202\n", text, StringComparison.Ordinal);
        Assert.Contains("   Sent      INVITE sip:202@", text, StringComparison.Ordinal);
        Assert.DoesNotContain(CallRig.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain("response=", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task RenewedCertificate_IsSeenInTheFactsOfRealRuns()
    {
        using var authority = new TestCertificates();
        await using var pbx = new TlsListener(authority.Issue(["127.0.0.1"], validDays: 30));
        var trunk = await Rig.AddTrunkAsync(pbx.Port, t => (t.Transport, t.TlsCaPem) = ("tls", authority.AuthorityPem));
        var earlier = await ConnectAsync(trunk);
        pbx.Show(authority.Issue(["127.0.0.1"], validDays: 90));

        var comparison = ReportComparison.Between(earlier, await ConnectAsync(trunk));

        Assert.Equal("Certificate's last day", Assert.Single(comparison.Facts).What);
        Assert.Contains("Certificate for 127.0.0.1", ReportText.Write(comparison.Later), StringComparison.Ordinal);
    }

    private Task<DoctorReport> ConnectAsync(Trunk trunk) =>
        Rig.ExamineAsync(new DoctorOrder(Rig.Subject(trunk), DoctorRig.Somebody()) { Only = new HashSet<CheckName> { CheckName.Connect } });

    [Fact]
    public async Task TextOfAHealthyTrunk_NamesOurAddress_AndHoldsNoSecret()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);

        var text = ReportText.Write(report);

        Assert.Contains($"Our address     {Rig.Console} (SIP)\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\nOur audio       \d+-\d+ UDP\n", text);
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
