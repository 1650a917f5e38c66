using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using static VoiceDock.Tests.Core.Diagnostics.Reports.TestReports;

namespace VoiceDock.Tests.Core.Diagnostics.Reports;

/// <summary>What a PBX admin gets to read.</summary>
[Trait("Kind", "Unit")]
public sealed class ReportTextTests
{
    [Fact]
    public void Report_ReadsAsALetter()
    {
        var text = ReportText.Write(Report(
            Ok(CheckName.Config, "The settings go together.", "FreePBX / Asterisk, UDP, codecs PCMA, SRTP off"),
            Skipped(CheckName.Connect, "UDP has no connection: what answers is judged by the next check."),
            Answered() with { Sent = "OPTIONS sip:pbx.example.com to udp 192.0.2.10:5060", Received = "SIP/2.0 200 OK" },
            Problem(CheckName.Credentials, "R10", "The PBX was reached, but does not allow our address or this account.") with { Sent = "REGISTER sip:pbx.example.com", Received = "SIP/2.0 403 Forbidden" },
            Skipped(CheckName.Register, "The trunk does not register."),
            Nat("198.51.100.7:5060", "198.51.100.7:5060"),
            Skipped(CheckName.Number, "Not part of this kind of run."),
            Skipped(CheckName.Transfer, "Not part of this kind of run.")));

        Assert.Equal("""
            Examination of the SIP trunk Office PBX
            =======================================
            Trunk           Office PBX (FreePBX / Asterisk)
            Address         udp pbx.example.com:5060
            Our address     198.51.100.7:5060 (SIP)
            Seen as         198.51.100.7:5060 (where the PBX sees our packets come from)
            Examined        2026-11-26 12:00:00 UTC, took 1.2 s
            Kind            silent: no call was made, nothing rang
            Verdict         There is a problem that keeps calls from working.
            Report          0198c000-0000-7000-8000-000000000001, by VoiceDock

            What is the matter
            ------------------
            The PBX was reached, but does not allow our address or this account. (R10)
            To change on the PBX or at the provider: Let it be changed.

            Checks
            ------

            1. Settings (config): ok, 12 ms
               Means     The settings go together.
               Found     - FreePBX / Asterisk, UDP, codecs PCMA, SRTP off

            2. Sign of life (options): ok, 12 ms
               Sent      OPTIONS sip:pbx.example.com to udp 192.0.2.10:5060
               Received  SIP/2.0 200 OK
               Means     The peer answers in 1.2 ms.
               Found     - Round trips: 1.2 ms, 2.0 ms, 3 ms
                         - Server: Asterisk 22
                         - Allow: INVITE, ACK
                         - Codecs it names: PCMA, PCMU

            3. User name and password (credentials): PROBLEM, 12 ms
               Sent      REGISTER sip:pbx.example.com
               Received  SIP/2.0 403 Forbidden
               Means     The PBX was reached, but does not allow our address or this account.
               Change    Let it be changed.
               Where     on the PBX or at the provider
               Rule      R10

            4. Addresses as seen (nat): ok, 12 ms
               Sent      Via 198.51.100.7:5060
               Received  received 198.51.100.7:5060
               Means     The peer sees us where we say we are.

            Not checked
            -----------
            Connection: UDP has no connection: what answers is judged by the next check.
            Registration: The trunk does not register.
            Number format, Transfer: Not part of this kind of run.

            """, text);
    }

    [Fact]
    public void EveryLine_FitsAHundredColumns_AndHasNoBlankAtItsEnd()
    {
        var words = string.Join(' ', Enumerable.Repeat("a sentence of some length", 20));
        var text = ReportText.Write(Report(
            Problem(CheckName.Dns, "R01", words, words, new string('§', 350)) with { Sent = words, Received = words, Fix = words },
            Skipped(CheckName.Connect, words)) with
        { TrunkName = words, Address = new string('¤', 250), RequestPreview = $"INVITE sip:200@pbx SIP/2.0\r\nX: {words}\r\n\r\nv=0\r\n" });

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(350, text.Count(c => c == '§'));
        Assert.Equal(250, text.Count(c => c == '¤'));
    }

    [Fact]
    public void TextsFromTheNetwork_CannotBringLinesOfTheirOwn()
    {
        var text = ReportText.Write(Report(Answered(server: "Evil\r\nVerdict         All that was checked is fine.\u2028\nMore") with { Received = "SIP/2.0 200\nOK" }));

        Assert.Single(text.Split('\n'), l => l.StartsWith("Verdict ", StringComparison.Ordinal));
        Assert.Contains("- Server: Evil Verdict All that was checked is fine. More", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [InlineData(ReportStatus.Done, DoctorVerdict.Ok, "All that was checked is fine.")]
    [InlineData(ReportStatus.Done, DoctorVerdict.Warning, "It works, and something should be looked at.")]
    [InlineData(ReportStatus.Cancelled, DoctorVerdict.Ok, "Ended before it was complete. So far: All that was checked is fine.")]
    [InlineData(ReportStatus.Running, null, "None yet: the examination is still running.")]
    public void Verdict_IsASentence(ReportStatus status, DoctorVerdict? verdict, string sentence)
    {
        var text = ReportText.Write(Report(Answered()) with { Status = status, Verdict = verdict, FinishedAt = null });

        Assert.Contains($"Verdict         {sentence}\n", text, StringComparison.Ordinal);
        Assert.Contains("Examined        2026-11-26 12:00:00 UTC\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RemarkOfARule_IsGoodToKnow_AndNoProblem()
    {
        var text = ReportText.Write(Report(Ok(CheckName.Options, "The peer ignores OPTIONS.") with { Rule = "R07", Fix = "Nothing has to change.", Side = CheckSide.There }));

        Assert.Contains("Good to know\n------------\nThe peer ignores OPTIONS. (R07)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("What is the matter", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PreviewAndDestination_AreShown_WhereThereAreSome()
    {
        var text = ReportText.Write(Report(Ok(CheckName.Transfer, "This is what would be sent.")) with
        {
            Mode = DoctorMode.DryRun,
            Destination = "+31612345678",
            RequestPreview = "INVITE sip:+31612345678@pbx.example.com SIP/2.0\r\nMax-Forwards: 70\r\n\r\nv=0\r\n",
        });

        Assert.Contains("Destination     +31612345678\n", text, StringComparison.Ordinal);
        Assert.EndsWith("   INVITE sip:+31612345678@pbx.example.com SIP/2.0\n   Max-Forwards: 70\n\n   v=0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AddressThatIsNoTrunk_IsNotCalledOne()
    {
        var text = ReportText.Write(Report(Answered()) with { TrunkId = null, TrunkName = "pbx.example.com" });

        Assert.StartsWith("Examination of pbx.example.com\n==============================\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OurAudioPorts_StandInTheHead()
    {
        var text = ReportText.Write(Report(Ok(CheckName.Media, "The ports are free.", "Audio ports 10000-19999 UDP, 4990 of 5000 pairs free")));

        Assert.Contains("Our audio       10000-19999 UDP\n", text, StringComparison.Ordinal);
    }
}
