using VoiceDock.Core.Calls;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>The modes that call: a real INVITE to the practice PBX, real audio, and nothing left behind.</summary>
[Trait("Kind", "Sip")]
public sealed class DoctorCallTests(CallRigFixture fixture) : IClassFixture<CallRigFixture>
{
    private CallRig Rig => fixture.Rig;

    [Fact]
    public async Task Tone_MeasuresAudioBothWays()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Tone, "200");

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Equal("Audio passes both ways.", report.Check(CheckName.Media).Cause);
        Assert.Contains("Both sides use PCMA", report.Check(CheckName.Offer).Cause, StringComparison.Ordinal);
        Assert.Contains("200 answered", report.Check(CheckName.Transfer).Cause, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Rig.Pbx.Counters.Sessions == 0, "the PBX has no call left");
    }

    [Fact]
    public async Task Ring_StopsAtTheFirstRinging()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Ring, "202");

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Contains("202 rings", report.Check(CheckName.Transfer).Cause, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Skipped, report.Check(CheckName.Media).Status);
        await Eventually.TrueAsync(() => Rig.Pbx.Counters.Sessions == 0, "the PBX has no call left");
    }

    [Theory]
    [InlineData("201", "R14", "busy")]
    [InlineData("203", "R14", "declined")]
    [InlineData("299", "R11", "299")]
    public async Task Ring_NamesWhatTheDestinationSays(string destination, string rule, string words)
    {
        var report = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Ring, destination);

        report.HasOnly(CheckName.Transfer, rule);
        Assert.Contains(words, report.FirstCause!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ring_WhereTheAnswerIsRefusedForThisCallOnly_IsR08()
    {
        (await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Ring, "205")).HasOnly(CheckName.Transfer, "R08");
    }

    [Fact]
    public async Task Nobody_ProvesThePassword_ByACallToANameThatCannotExist()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.Nobody);

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Contains("are right", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        Assert.StartsWith("INVITE sip:voicedock-check@", report.Check(CheckName.Credentials).Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ring_TakesAPlaceOnTheTrunk_AndNeverOneTooMany()
    {
        var trunk = await Rig.AddTrunkAsync(Rig.Pbx.Address.Port, t => t.MaxConcurrentCalls = 1);
        var other = Rig.Get<TrunkLoad>().Take(trunk).Value;

        using (other)
        {
            var refused = await Rig.ExamineAsync(trunk, DoctorMode.Ring, "202");
            Assert.True(refused.FirstCause is { Name: CheckName.Transfer, Status: CheckStatus.Warning, Rule: null }, refused.Describe());
            Assert.Contains("No test call was placed", refused.FirstCause.Cause, StringComparison.Ordinal);
        }

        Assert.Equal(DoctorVerdict.Ok, (await Rig.ExamineAsync(trunk, DoctorMode.Ring, "202")).Verdict);
        Assert.Equal(0, Rig.Get<TrunkLoad>().Active(trunk.Id));
    }

    [Fact]
    public async Task Silent_SendsNoInvite()
    {
        var report = await Rig.ExamineAsync(Rig.Trunk);

        Assert.DoesNotContain(report.Checks, c => c.Sent?.StartsWith("INVITE", StringComparison.Ordinal) == true);
        Assert.Contains(report.Check(CheckName.Offer).Facts, f => f.Contains("m=audio", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DryRun_ShowsTheInvite_AndSendsNothing()
    {
        var before = Rig.Pbx.Counters.Received;

        var report = await Rig.ExamineAsync(Rig.Trunk, DoctorMode.DryRun, "+442079460999");

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.StartsWith("INVITE sip:442079460999@127.0.0.1:", report.RequestPreview, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", report.RequestPreview, StringComparison.Ordinal);
        Assert.Contains("442079460999", report.Check(CheckName.Number).Cause, StringComparison.Ordinal);
        Assert.Equal(before, Rig.Pbx.Counters.Received);
    }

    [Theory]
    [InlineData(DoctorMode.Ring, null, "validation_failed")]
    [InlineData(DoctorMode.Tone, "not a number", "invalid_destination")]
    [InlineData(DoctorMode.Ring, CallRig.OurNumber, "own_number")]
    [InlineData(DoctorMode.Ring, "+88216123456", "destination_not_allowed")]
    public async Task DestinationsATransferMayNotHave_AreRefusedBeforeAnything(DoctorMode mode, string? destination, string code)
    {
        var begun = await Rig.Doctor().StartAsync(new DoctorOrder(Rig.Subject(Rig.Trunk), DoctorRig.Somebody()) { Mode = mode, Destination = destination });

        Assert.Equal(code, begun.Error?.Code);
    }

    [Fact]
    public async Task Cancelling_EndsTheCallToo()
    {
        var begun = await Rig.Doctor().StartAsync(new DoctorOrder(Rig.Subject(Rig.Trunk), DoctorRig.Somebody()) { Mode = DoctorMode.Tone, Destination = "202" });
        await Eventually.TrueAsync(() => Rig.Pbx.Counters.Sessions == 1, "the PBX rings");

        Rig.Doctor().Cancel(begun.Value.Id, CallRig.Operator);
        await Rig.Doctor().WaitAsync(begun.Value.Id).WaitAsync(CallRig.Patience);

        await Eventually.TrueAsync(() => Rig.Pbx.Counters.Sessions == 0, "the PBX has no call left");
    }
}
