using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Overview;

namespace VoiceDock.Tests.Components.Overview;

[Trait("Kind", "Unit")]
public sealed class ChecklistTests
{
    private readonly Trunk _trunk = new() { Id = Guid.CreateVersion7(), Name = "Office" };

    [Fact]
    public void EmptyConsole_StartsWithATrunk()
    {
        var steps = Checklist.Of([], [], [], hasCalls: false, hasConnected: false, sipAddress: null);

        Assert.All(steps, s => Assert.False(s.IsDone));
        Assert.Equal("/trunks/new", steps[0].Href);
    }

    [Fact]
    public void OneTrunk_LeadsToItsOwnCheck()
    {
        var steps = Checklist.Of([_trunk], [], [], false, false, null);

        Assert.True(steps[0].IsDone);
        Assert.Equal($"/trunks/{_trunk.Id}", steps[1].Href);
    }

    [Theory]
    [InlineData(DoctorVerdict.Ok, ReportStatus.Done, false, true)]
    [InlineData(DoctorVerdict.Warning, ReportStatus.Done, false, true)]
    [InlineData(DoctorVerdict.Problem, ReportStatus.Done, false, false)]
    [InlineData(DoctorVerdict.Ok, ReportStatus.Cancelled, false, false)]
    [InlineData(null, ReportStatus.Running, false, false)]
    [InlineData(DoctorVerdict.Problem, ReportStatus.Done, true, true)]
    public void Doctor_IsDoneByAReportWithoutAProblem_OrByAnAnsweredTransfer(DoctorVerdict? verdict, ReportStatus status, bool connected, bool done) =>
        Assert.Equal(done, Checklist.Of([_trunk], [Report(verdict, status)], [], false, connected, null)[1].IsDone);

    [Fact]
    public void Problem_IsSaidAtTheStep() =>
        Assert.Equal("Office: The password is wrong.", Checklist.Of([_trunk], [Report(DoctorVerdict.Problem, ReportStatus.Done)], [], false, false, null)[1].Text);

    [Fact]
    public void NumberWithoutAssistant_IsNotEnoughAndSaysWhy()
    {
        var number = new Number { PhoneNumber = "+31201234567", TransferTrunk = _trunk };

        var step = Checklist.Of([_trunk], [Report(DoctorVerdict.Ok, ReportStatus.Done)], [number], false, false, null)[2];
        Assert.False(step.IsDone);
        Assert.Equal("+31201234567 has no assistant.", step.Text);
    }

    [Fact]
    public void EverythingThere_IsAllDone()
    {
        var number = new Number { PhoneNumber = "+31201234567", TransferTrunk = _trunk, Assistant = new Assistant() };

        Assert.All(Checklist.Of([_trunk], [Report(DoctorVerdict.Ok, ReportStatus.Done)], [number], hasCalls: true, hasConnected: false, "192.0.2.1:5060"), s => Assert.True(s.IsDone, s.Title));
    }

    private DoctorReport Report(DoctorVerdict? verdict, ReportStatus status) => new()
    {
        Id = Guid.CreateVersion7(),
        TrunkId = _trunk.Id,
        TrunkName = _trunk.Name,
        Address = "udp 192.0.2.1:5060",
        Preset = "generic",
        Mode = DoctorMode.Silent,
        By = Actor.System,
        CreatedAt = DateTime.UnixEpoch,
        Status = status,
        Verdict = verdict,
        Checks = verdict == DoctorVerdict.Problem ? [new Check(CheckName.Credentials) { Status = CheckStatus.Problem, Cause = "The password is wrong." }] : [],
    };
}
