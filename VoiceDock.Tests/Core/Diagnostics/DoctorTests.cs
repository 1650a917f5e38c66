using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>Whole runs against a healthy practice PBX and against nobody: real packets, real database.</summary>
[Trait("Kind", "Sip")]
public sealed class DoctorTests(CallRigFixture fixture) : IClassFixture<CallRigFixture>
{
    private CallRig Rig => fixture.Rig;

    [Fact]
    public async Task HealthyTrunk_IsFine_InUnderFiveSeconds()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Equal(ReportStatus.Done, report.Status);
        Assert.Null(report.FirstCause);
        Assert.Contains("right", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        Assert.Contains("SHA-256", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        Assert.Contains("Round trips", report.Check(CheckName.Options).Facts[0], StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Ok, report.Check(CheckName.Nat).Status);
        Assert.True(report.FinishedAt - report.CreatedAt < TimeSpan.FromSeconds(5), report.Describe());
    }

    [Fact]
    public async Task Report_NeverHoldsTheSecret()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);

        Assert.DoesNotContain(CallRig.Password, report.Describe(), StringComparison.Ordinal);
        Assert.DoesNotContain("response=", report.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPasswordOfAForm_IsNamed_AndTheStoredOneStays()
    {
        var input = TrunkInput.From(Rig.Trunk);
        input.Password = "wrong";
        var subject = Rig.Get<DoctorSubjects>().Of(input, Rig.Trunk);

        var report = await Rig.ExamineAsync(new DoctorOrder(subject.Value, DoctorRig.Somebody()));

        report.HasOnly(CheckName.Credentials, "R08");
        Assert.True((await Rig.ExamineAsync(Rig.Trunk)).Verdict == DoctorVerdict.Ok);
    }

    [Fact]
    public async Task FormOfAnotherHost_NeverUsesTheStoredPassword()
    {
        var input = TrunkInput.From(Rig.Trunk);
        input.Host = "localhost";
        var subject = Rig.Get<DoctorSubjects>().Of(input, Rig.Trunk);

        Assert.False(subject.Value.HasCredentials);
        input.Host = Rig.Trunk.Host;
        Assert.True(Rig.Get<DoctorSubjects>().Of(input, Rig.Trunk).Value.HasCredentials);
    }

    [Fact]
    public async Task SilentAddress_IsR04_AndNothingElseIsAsked()
    {
        using var silent = new SilentPeer();
        var trunk = await Rig.AddTrunkAsync(silent.Port);

        var report = await Rig.ExamineAsync(trunk);

        report.HasOnly(CheckName.Options, "R04");
        Assert.Equal(CheckStatus.Skipped, report.Check(CheckName.Credentials).Status);
        Assert.Equal(DoctorVerdict.Problem, report.Verdict);
        Assert.True(report.FinishedAt - report.CreatedAt < TimeSpan.FromSeconds(15), report.Describe());
    }

    [Theory]
    [InlineData("udp", CheckName.Options)]
    [InlineData("tcp", CheckName.Connect)]
    public async Task PortWhereNobodyListens_IsR05(string transport, CheckName check)
    {
        var trunk = await Rig.AddTrunkAsync(FreePort.Udp(), t => t.Transport = transport);

        (await Rig.ExamineAsync(trunk)).HasOnly(check, "R05");
    }

    [Fact]
    public async Task ForbiddenAddress_IsR03_AndNothingIsSent()
    {
        var subject = Rig.Get<DoctorSubjects>().Of("192.0.2.77", TrunkTransport.Udp);

        var report = await Rig.ExamineAsync(new DoctorOrder(subject.Value, DoctorRig.Somebody()));

        report.HasOnly(CheckName.Dns, "R03");
        Assert.All(report.Checks.Where(c => c.Name > CheckName.Dns), c => Assert.Equal(CheckStatus.Skipped, c.Status));
    }

    [Fact]
    public void AddressThatIsNone_IsRefusedBeforeAnything()
    {
        var subject = Rig.Get<DoctorSubjects>().Of("not a host", TrunkTransport.Udp);

        Assert.Equal("validation_failed", subject.Error?.Code);
    }

    [Fact]
    public async Task SecondRunOfTheSameTrunk_IsRefused_UntilTheFirstIsCancelled()
    {
        using var silent = new SilentPeer();
        var trunk = await Rig.AddTrunkAsync(silent.Port);
        var first = await Rig.Doctor().StartAsync(new DoctorOrder(Rig.Subject(trunk), DoctorRig.Somebody()));

        var second = await Rig.Doctor().StartAsync(new DoctorOrder(Rig.Subject(trunk), DoctorRig.Somebody()));
        Assert.Equal("doctor_running", second.Error?.Code);
        Assert.True(Rig.Doctor().Cancel(first.Value.Id, CallRig.Operator).Value);
        await Rig.Doctor().WaitAsync(first.Value.Id).WaitAsync(CallRig.Patience);

        var report = await Rig.Doctor().FindAsync(first.Value.Id);
        Assert.Equal(ReportStatus.Cancelled, report!.Status);
        Assert.All(report.Checks, c => Assert.True(c.IsOver));
        Assert.False(Rig.Doctor().Cancel(first.Value.Id, CallRig.Operator).Value);
    }

    [Fact]
    public async Task SixthRunInAMinute_IsRefusedWithAWait()
    {
        var somebody = DoctorRig.Somebody();
        for (var i = 0; i < 5; i++) await Rig.ExamineAsync(new DoctorOrder(Rig.Subject(Rig.Trunk), somebody) { Only = new HashSet<CheckName> { CheckName.Config } });

        var sixth = await Rig.Doctor().StartAsync(new DoctorOrder(Rig.Subject(Rig.Trunk), somebody));

        Assert.Equal("rate_limit_exceeded", sixth.Error?.Code);
        Assert.InRange(sixth.Error!.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Reports_AreKept_NewestFirst_AndOutliveTheTrunk()
    {
        var trunk = await Rig.AddTrunkAsync(FreePort.Udp());
        var first = await Rig.ExamineAsync(trunk);
        var second = await Rig.ExamineAsync(trunk);

        Assert.Equal([second.Id, first.Id], (await Rig.Doctor().ListAsync(trunk.Id, 10)).Select(r => r.Id));
        await Rig.Get<TrunkStore>().DeleteAsync(trunk.Id, CallRig.Operator);
        var kept = await Rig.Doctor().FindAsync(first.Id);
        Assert.Equal((null, "Examined"), (kept!.TrunkId, kept.TrunkName));
        Assert.Equal(first.Checks.Select(c => (c.Name, c.Status, c.Rule, c.Cause)), kept.Checks.Select(c => (c.Name, c.Status, c.Rule, c.Cause)));
    }

    [Fact]
    public async Task Only_RunsWhatItNeedsToo()
    {
        var report = await Rig.ExamineAsync(new DoctorOrder(Rig.Subject(Rig.Trunk), DoctorRig.Somebody()) { Only = new HashSet<CheckName> { CheckName.Credentials } });

        Assert.Equal([CheckName.Dns, CheckName.Connect, CheckName.Options, CheckName.Credentials], report.Checks.Select(c => c.Name));
    }
}
