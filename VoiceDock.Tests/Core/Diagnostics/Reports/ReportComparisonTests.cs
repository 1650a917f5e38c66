using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using static VoiceDock.Tests.Core.Diagnostics.Reports.TestReports;

namespace VoiceDock.Tests.Core.Diagnostics.Reports;

/// <summary>What counts as a change between two reports, and what does not.</summary>
[Trait("Kind", "Unit")]
public sealed class ReportComparisonTests
{
    [Fact]
    public void SameFindings_AreNoChange_WhateverTheFigures()
    {
        var registered = Ok(CheckName.Register, "Registered until 12:03:04 UTC, and renewed before.");
        var certificate = Ok(CheckName.Connect, "good", "192.0.2.1:5061: connected in 9 ms with TLS 1.3, X", "Certificate expires on 2026-12-31 (in 35 days)");

        var comparison = ReportComparison.Between(
            Report(certificate, Answered(roundTrip: "0.8 ms"), registered),
            Report(
                certificate with { Facts = ["192.0.2.1:5061: connected in 1.4 s with TLS 1.3, X", "Certificate expires on 2026-12-31 (in 34 days)"] },
                Answered(roundTrip: "1.4 s"), registered with { Cause = "Registered until 13:55:00 UTC, and renewed before.", TookMs = 9 }));

        Assert.True(comparison.IsSame);
        Assert.Equal(["Nothing changed."], comparison.Lines);
    }

    [Theory]
    [InlineData("We send 174 packets, none come back.", "We send 170 packets, none come back.")]
    [InlineData("We get sound, they do not: the PBX says that it misses 120 of our 174 packets.", "We get sound, they do not: the PBX says that it misses 99 of our 150 packets.")]
    [InlineData("Only 12 packets came in 3.5 s.", "Only 9 packets came in 3.4 s.")]
    [InlineData("It wants audio at 10.0.0.1:12000, a private address.", "It wants audio at 10.0.0.1:12002, a private address.")]
    [InlineData("The PBX repeated its answer 3 times.", "The PBX repeated its answer 4 times.")]
    public void MeasuredFigures_AreNoChangeOfTheCause(string cause, string later) =>
        Assert.True(ReportComparison.Between(Report(Problem(CheckName.Media, "R22", cause)), Report(Problem(CheckName.Media, "R22", later))).IsSame);

    [Theory]
    [InlineData("Nothing listens on port 5060.", "Nothing listens on port 5080.")]
    [InlineData("It answers 403.", "It answers 404.")]
    public void FiguresThatMeanSomething_AreAChange(string cause, string later) =>
        Assert.False(ReportComparison.Between(Report(Problem(CheckName.Options, "R05", cause)), Report(Problem(CheckName.Options, "R05", later))).IsSame);

    [Fact]
    public void CodecsOfTheAnswerToACall_AreCompared_WithoutItsPort()
    {
        static DoctorReport Ring(string received) => Report(Ok(CheckName.Offer, "Both sides agree.", "Our offer: v=0") with { Received = received }) with { Mode = DoctorMode.Ring };

        var comparison = ReportComparison.Between(Ring("PCMA, in the clear, audio at 192.0.2.1:12000"), Ring("G722, in the clear, audio at 192.0.2.1:12002, no keys"));

        Assert.Equal(["Answer to a call: PCMA, in the clear -> G722, in the clear"], comparison.Lines);
        Assert.True(ReportComparison.Between(Ring("PCMA, audio at 192.0.2.1:1"), Ring("PCMA, audio at 192.0.2.1:2")).IsSame);
    }

    [Fact]
    public void CheckThatWentWrong_IsWorse_AndTheVerdictChanges()
    {
        var comparison = ReportComparison.Between(Report(Answered()), Report(Problem(CheckName.Options, "R04", "It does not answer.")));

        var change = Assert.Single(comparison.Checks);
        Assert.Equal((CheckName.Options, ChangeTrend.Worse), (change.Name, change.Trend));
        Assert.True(comparison.VerdictChanged);
        Assert.Empty(comparison.Facts);
        Assert.Equal(["Verdict: ok -> problem", "Sign of life: ok -> PROBLEM (R04): It does not answer."], comparison.Lines);
    }

    [Fact]
    public void CheckThatIsFineAgain_IsBetter()
    {
        var comparison = ReportComparison.Between(Report(Problem(CheckName.Options, "R04", "It does not answer.")), Report(Answered()));

        Assert.Equal(ChangeTrend.Better, Assert.Single(comparison.Checks).Trend);
    }

    [Theory]
    [InlineData("R08", "The password is wrong.", "R10", "The PBX refuses our address.", "PROBLEM (R08) -> PROBLEM (R10): The PBX refuses our address.")]
    [InlineData("R08", "The password is wrong.", "R08", "The realm's password is wrong.", "PROBLEM (R08): The realm's password is wrong.")]
    public void AnotherRuleOrCause_IsDifferent(string rule, string cause, string laterRule, string laterCause, string line)
    {
        var comparison = ReportComparison.Between(
            Report(Problem(CheckName.Credentials, rule, cause)), Report(Problem(CheckName.Credentials, laterRule, laterCause)));

        Assert.Equal(ChangeTrend.Different, Assert.Single(comparison.Checks).Trend);
        Assert.Equal([$"User name and password: {line}"], comparison.Lines);
    }

    [Fact]
    public void WhatOnlyOneKindOfRunHas_IsNoChange()
    {
        var silent = Report(Answered(), Skipped(CheckName.Number, "Not part of this kind of run."));
        var ring = Report(Answered(), Ok(CheckName.Number, "It is dialled as it is.")) with { Mode = DoctorMode.Ring };

        Assert.True(ReportComparison.Between(silent, ring).IsSame);
        Assert.True(ReportComparison.Between(Report(Answered()), ring).IsSame);
        Assert.False(ReportComparison.Between(silent, ring with { Mode = DoctorMode.Silent }).IsSame);
    }

    [Fact]
    public void WhatACancelledOrRunningReportHasNotReached_IsNoChange()
    {
        var whole = Report(Answered());
        var cancelled = Report(Skipped(CheckName.Options, "The run ended before this check.")) with { Status = ReportStatus.Cancelled };
        var running = Report(new Check(CheckName.Options) { Status = CheckStatus.Running }) with { Status = ReportStatus.Running, Verdict = null };

        Assert.True(ReportComparison.Between(whole, cancelled).IsSame);
        Assert.True(ReportComparison.Between(whole, running).IsSame);
    }

    [Fact]
    public void ServerAndCodecs_AreComparedBefore_And_After()
    {
        var comparison = ReportComparison.Between(Report(Answered("Asterisk 20")), Report(Answered("Asterisk 22", codecs: "G729")));

        Assert.Equal(["Server: Asterisk 20 -> Asterisk 22", "Codecs: PCMA, PCMU -> G729"], comparison.Lines);
        Assert.Equal(new FactChange(CheckName.Options, "Server", "Asterisk 20", "Asterisk 22"), comparison.Facts[0]);
    }

    [Fact]
    public void NewAndVanishedFacts_AreNamed()
    {
        var with = Ok(CheckName.Options, "alive", "Round trips: 1 ms", "Server: Asterisk 22");
        var without = Ok(CheckName.Options, "alive", "Round trips: 1 ms", "Supported: replaces");

        Assert.Equal(["Server: gone, was Asterisk 22", "Supported: new: replaces"], ReportComparison.Between(Report(with), Report(without)).Lines);
    }

    [Fact]
    public void Addresses_AreASet_WithoutTheirOrder()
    {
        static Check Dns(params string[] facts) => Ok(CheckName.Dns, "It leads somewhere.", facts);

        Assert.True(ReportComparison.Between(Report(Dns("1. 192.0.2.1:5060", "2. 192.0.2.2:5060")), Report(Dns("1. 192.0.2.2:5060", "2. 192.0.2.1:5060"))).IsSame);
        Assert.Equal(
            ["Addresses: 192.0.2.1:5060 -> 192.0.2.9:5060"],
            ReportComparison.Between(Report(Dns("1. 192.0.2.1:5060", "The answer is good for 60 s.")), Report(Dns("1. 192.0.2.9:5060"))).Lines);
    }

    [Fact]
    public void RenewedCertificate_IsSaid()
    {
        static Check Connect(string day) => Ok(CheckName.Connect, "good", "Certificate for pbx.example.com, issued by CN=CA", $"Certificate expires on {day} (in 35 days)");

        var comparison = ReportComparison.Between(Report(Connect("2026-12-31")), Report(Connect("2027-03-31")));

        Assert.Equal(["Certificate's last day: 2026-12-31 -> 2027-03-31"], comparison.Lines);
    }

    [Fact]
    public void OurOwnAddress_IsCompared_OverConnectionsWithoutItsPort()
    {
        var udp = ReportComparison.Between(Report(Nat("198.51.100.7:5060", "198.51.100.7:5060")), Report(Nat("198.51.100.7:5060", "203.0.113.9:6001")));
        var tcp = ReportComparison.Between(
            Report(Nat("198.51.100.7:5060", "198.51.100.7:40001")) with { Address = "tcp pbx.example.com" },
            Report(Nat("198.51.100.7:5060", "198.51.100.7:40002")) with { Address = "tcp pbx.example.com" });

        Assert.Equal(["Seen as: 198.51.100.7:5060 -> 203.0.113.9:6001"], udp.Lines);
        Assert.True(tcp.IsSame);
    }

    [Fact]
    public void TrunkThatMoved_IsSaid_AndOtherTrunksAreNotCompared()
    {
        var one = Report(Answered());
        var moved = one with { Address = "tls pbx.example.com:5061" };
        var address = one with { TrunkId = null };
        var other = moved with { TrunkId = Guid.NewGuid() };

        Assert.Equal(["Address of the trunk: udp pbx.example.com:5060 -> tls pbx.example.com:5061"], ReportComparison.Between(one, moved).Lines);
        Assert.True(ReportComparison.AreComparable(one, address));
        Assert.False(ReportComparison.AreComparable(one, other));
        Assert.Throws<ArgumentException>(() => ReportComparison.Between(one, other));
    }
}
