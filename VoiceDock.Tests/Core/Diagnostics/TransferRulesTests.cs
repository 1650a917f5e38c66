using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>Which rule explains a failed transfer.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferRulesTests
{
    private const string Target = "203.0.113.9:5060";

    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    // Reasons no setting of a trunk or PBX is to blame for, or whose words already say all.
    private static readonly TransferReason[] WithoutRule =
    [
        TransferReasons.Cancelled, TransferReasons.TakenBack, TransferReasons.CallerHungUp, TransferReasons.Redirected, TransferReasons.ProtocolError, TransferReasons.TrunkBusy,
        TransferReasons.TrunkCapReached, TransferReasons.NotAllowed, TransferReasons.OwnNumber, TransferReasons.CredentialsUnreadable, TransferReasons.NoTransferTrunk, TransferReasons.FarEndLost,
        TransferReasons.CapacityReached, TransferReasons.Closed, TransferReasons.ReferFailed, TransferReasons.ProcessCrash, TransferReasons.Shutdown,
    ];

    [Theory]
    [InlineData("dns_failed", null, "R01")]
    [InlineData("target_refused", null, "R03")]
    [InlineData("trunk_timeout", null, "R04")]
    [InlineData("trunk_timeout", 408, "R13")]
    [InlineData("trunk_unreachable", null, "R05")]
    [InlineData("tls_failed", null, "R06")]
    [InlineData("auth_failed", 401, "R08")]
    [InlineData("forbidden", 403, "R10")]
    [InlineData("not_found", 404, "R11")]
    [InlineData("unavailable", 480, "R14")]
    [InlineData("no_answer", null, "R14")]
    [InlineData("busy", 600, "R14")]
    [InlineData("declined", 603, "R14")]
    [InlineData("bad_number", 484, "R16")]
    [InlineData("no_common_codec", 488, "R17")]
    [InlineData("loop", 482, "R15")]
    [InlineData("loop", 483, "R18")]
    [InlineData("trunk_error", 503, "R19")]
    [InlineData("refer_no_outcome", null, "R20")]
    [InlineData("trunk_error", 504, "R13")]
    [InlineData("trunk_error", 501, null)]
    [InlineData("no_media", null, "R22")]
    [InlineData("far_end_lost", null, null)]
    public void Reason_WithItsCode_HasItsRule(string reason, int? code, string? rule) => Assert.Equal(rule, TransferRules.IdOf(reason, code, hasUser: true, default));

    [Fact]
    public void EveryReason_IsDecidedAbout() => Assert.All(TransferReasons.All, r =>
        Assert.Equal(WithoutRule.Contains(r), TransferRules.IdOf(r.Slug, null, hasUser: true, default) is null));

    [Fact]
    public void Password_AskedOfATrunkWithoutAUser_IsAboutItsAddress() => Assert.Equal("R09", TransferRules.IdOf("auth_failed", 401, hasUser: false, default));

    [Fact]
    public void Silence_AfterA100_IsTheLineBehindThePbx()
    {
        var call = Failed(TransferReasons.TrunkTimeout);

        Assert.Equal("R04", Rule(call));
        Assert.Equal("R13", Rule(call, Answer(5, "100 Trying")));
        // Of another leg, of another time, from another address.
        Assert.Equal("R04", Rule(call, Answer(5, "100 Trying") with { Leg = "caller" }, Answer(-5, "100 Trying"), Answer(5, "100 Trying") with { Remote = "203.0.113.8:5060" }));
    }

    [Theory]
    [InlineData("192.168.1.20", "R24")]
    [InlineData("203.0.113.9", "R22")]
    public void NoAudio_FromAPbxThatNamesAPrivateAddress_IsThatAddress(string named, string rule) =>
        Assert.Equal(rule, Rule(Failed(TransferReasons.NoMedia), Answer(5, "200 OK", $"v=0\r\nc=IN IP4 {named}\r\nm=audio 10000 RTP/AVP 8\r\n")));

    [Fact]
    public void Fix_IsInTheWordsOfTheTrunksPreset()
    {
        var trunk = new Trunk { Name = "3CX", Host = "pbx", Provider = "3cx" };
        var transfer = Failed(TransferReasons.Busy).Transfers[0] with { SipCode = 600 };

        Assert.Contains("Allow inbound calls", TransferRules.Of(transfer, trunk, ladder: null)!.Fix, StringComparison.Ordinal);
        Assert.Equal(DoctorRules.Of("R14", TrunkPresets.Generic), TransferRules.Of(transfer, trunk: null, ladder: null));
        Assert.Null(TransferRules.Of(transfer with { State = TransferState.Cancelled }, trunk, ladder: null));
    }

    private static string? Rule(CallView call, params TraceMessage[] messages) =>
        TransferRules.Of(call.Transfers[0], trunk: null, CallLadder.Of(call, new CallTrace(call.Id, messages, Truncated: false)))?.Id;

    private static TraceMessage Answer(int second, string summary, string body = "") =>
        new(Nine.AddSeconds(second), "destination 1", false, false, "udp", "198.51.100.1:5060", Target, "a", summary, $"SIP/2.0 {summary}\r\nVia: x\r\n\r\n{body}");

    private static CallView Failed(TransferReason reason) => TestCalls.New(Nine).WithTransfer(TransferState.Failed, Nine.AddSeconds(40), t => t with
    {
        Reason = reason.Slug,
        Attempts = [new TransferAttemptView(null, Target, "udp", Nine, Nine.AddSeconds(40), TransferState.Failed, reason.Slug, null)],
    });
}
