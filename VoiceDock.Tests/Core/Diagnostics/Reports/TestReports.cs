using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Reports;

/// <summary>Reports as runs leave them, made by hand.</summary>
internal static class TestReports
{
    public static readonly DateTime Noon = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    public static DoctorReport Report(params Check[] checks) => new()
    {
        Id = Guid.Parse("0198c000-0000-7000-8000-000000000001"),
        TrunkId = Guid.Parse("0198c000-0000-7000-8000-000000000002"),
        TrunkName = "Office PBX",
        Address = "udp pbx.example.com:5060",
        Preset = "freepbx",
        Mode = DoctorMode.Silent,
        By = TestPeople.Ann,
        Status = ReportStatus.Done,
        Verdict = checks.Any(c => c.Status == CheckStatus.Problem) ? DoctorVerdict.Problem : DoctorVerdict.Ok,
        CreatedAt = Noon,
        FinishedAt = Noon.AddSeconds(1.2),
        Checks = checks,
    };

    public static Check Ok(CheckName name, string cause, params string[] facts) => new(name) { Status = CheckStatus.Ok, Cause = cause, Facts = facts, TookMs = 12 };

    public static Check Problem(CheckName name, string rule, string cause, params string[] facts) =>
        new(name) { Status = CheckStatus.Problem, Rule = rule, Cause = cause, Fix = "Let it be changed.", Side = CheckSide.There, Facts = facts, TookMs = 12 };

    public static Check Skipped(CheckName name, string why) => new(name) { Status = CheckStatus.Skipped, Cause = why };

    /// <summary>OPTIONS answered by this server.</summary>
    public static Check Answered(string server = "Asterisk 22", string roundTrip = "1.2 ms", string codecs = "PCMA, PCMU") =>
        Ok(CheckName.Options, $"The peer answers in {roundTrip}.", $"Round trips: {roundTrip}, 2.0 ms, 3 ms", $"Server: {server}", "Allow: INVITE, ACK", $"Codecs it names: {codecs}");

    public static Check Nat(string named, string seen) => Ok(CheckName.Nat, "The peer sees us where we say we are.") with { Sent = $"Via {named}", Received = $"received {seen}" };
}
