using System.Net;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>Every fault the practice PBX can have: the doctor names that cause first, and no other.</summary>
[Trait("Kind", "Sip")]
public sealed class DoctorFaultTests : IAsyncLifetime
{
    private const string RewrittenPort = "RewrittenPort";

    private CallRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await CallRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    public static TheoryData<string, CheckName, string, string> SilentFaults => new()
    {
        { nameof(PracticeFault.Silent), CheckName.Options, "R04", "does not answer" },
        { nameof(PracticeFault.OptionsDropped), CheckName.Options, "R07", "ignores OPTIONS" },
        { nameof(PracticeFault.WrongPassword), CheckName.Credentials, "R08", "password is wrong" },
        { nameof(PracticeFault.AddressNotAllowed), CheckName.Credentials, "R10", "does not allow our address" },
        { nameof(PracticeFault.UnknownUser), CheckName.Credentials, "R11", "does not know the user 'voicedock'" },
        { nameof(PracticeFault.G729Only), CheckName.Offer, "R17", "they name G729" },
        { nameof(PracticeFault.PrivateAddressInContact), CheckName.Nat, "R24", "10.11.12.13" },
        { nameof(PracticeFault.RewrittenAddress), CheckName.Nat, "R21", "sees us at 198.51.100.7" },
        { RewrittenPort, CheckName.Nat, "R25", "rewrites them" },
        { nameof(PracticeFault.Busy), CheckName.Options, "R19", "overloaded" },
    };

    public static TheoryData<string, DoctorMode, CheckName, string, string> CallFaults => new()
    {
        { nameof(PracticeFault.InboundDisabled), DoctorMode.Ring, CheckName.Transfer, "R14", "600" },
        { nameof(PracticeFault.G729Only), DoctorMode.Ring, CheckName.Offer, "R17", "codec" },
        { nameof(PracticeFault.SrtpRequired), DoctorMode.Ring, CheckName.Offer, "R17", "encrypted" },
        { nameof(PracticeFault.PrivateAddressInSdp), DoctorMode.Tone, CheckName.Offer, "R24", "10.11.12.13" },
        { nameof(PracticeFault.NoRtpBack), DoctorMode.Tone, CheckName.Media, "R22", "none come back" },
        { nameof(PracticeFault.AckLost), DoctorMode.Tone, CheckName.Nat, "R21", "ACK does not reach" },
        { nameof(PracticeFault.NoDtmf), DoctorMode.Tone, CheckName.Offer, "R26", "RFC 4733" },
    };

    [Theory]
    [MemberData(nameof(SilentFaults))]
    public async Task SilentRun_NamesTheFaultFirst_AndNoOther(string fault, CheckName check, string rule, string words)
    {
        _rig.Pbx.Faults = [Fault(fault)];

        var report = await _rig.ExamineAsync(_rig.Trunk);

        report.HasOnly(check, rule);
        Assert.Contains(words, report.FirstCause!.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(report.FirstCause.Fix!);
        await HealsAsync();
    }

    [Theory]
    [MemberData(nameof(CallFaults))]
    public async Task RunWithACall_NamesTheFaultFirst_AndNoOther(string fault, DoctorMode mode, CheckName check, string rule, string words)
    {
        _rig.Pbx.Faults = [Fault(fault)];

        var report = await _rig.ExamineAsync(_rig.Trunk, mode, "200");

        report.HasOnly(check, rule);
        Assert.Contains(words, report.FirstCause!.Cause, StringComparison.Ordinal);
        await HealsAsync();
    }

    [Fact]
    public async Task WrongAuthenticationId_OfA3cx_IsNotCalledAWrongPassword()
    {
        _rig.Pbx.Faults = [PracticeFault.WrongAuthId("x7Rk2fQ9")];
        var trunk = await _rig.AddTrunkAsync(_rig.Pbx.Address.Port, t => (t.Provider, t.AuthUsername) = ("3cx", "voicedock"));

        var report = await _rig.ExamineAsync(trunk);

        report.HasOnly(CheckName.Credentials, "R08");
        Assert.Contains("Authentication ID is the same as the user", report.FirstCause!.Cause, StringComparison.Ordinal);
        Assert.Contains("not the extension number", report.FirstCause.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverChallenged_IsSaidWithoutAnAlarm()
    {
        _rig.Pbx.Faults = [PracticeFault.NeverChallenged];

        var report = await _rig.ExamineAsync(_rig.Trunk);

        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Contains("trusts our address", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoRegister_IsR12_WhereTheTrunkRegisters()
    {
        _rig.Pbx.Faults = [PracticeFault.NoRegister];
        var trunk = await _rig.AddTrunkAsync(_rig.Pbx.Address.Port, t => t.Register = true);

        (await _rig.ExamineAsync(trunk)).HasOnly(CheckName.Register, "R12");
    }

    [Fact]
    public async Task RealmThatChanged_IsSaid_AndGetsNoDigest()
    {
        Assert.Equal(DoctorVerdict.Ok, (await _rig.ExamineAsync(_rig.Trunk)).Verdict);
        await Eventually.TrueAsync(() => _rig.Get<TrunkDirectory>().Find(_rig.Trunk.Id)?.Realm is not null, "the realm is learnt by the doctor's own run");
        _rig.Pbx.Faults = [PracticeFault.OtherRealm("evil.example")];

        var report = await _rig.ExamineAsync(_rig.Get<TrunkDirectory>().Find(_rig.Trunk.Id)!);

        Assert.True(report.FirstCause is { Name: CheckName.Credentials, Status: CheckStatus.Problem, Rule: null }, report.Describe());
        Assert.Contains("evil.example", report.FirstCause.Cause, StringComparison.Ordinal);
        Assert.Contains("clear the realm", report.FirstCause.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(PracticeFault.UnknownAlgorithm), true)]
    [InlineData(nameof(PracticeFault.Md5Only), false)]
    public async Task AlgorithmThatIsNotSpoken_IsSaid(string fault, bool allowMd5)
    {
        _rig.Pbx.Faults = [Fault(fault)];
        var trunk = await _rig.AddTrunkAsync(_rig.Pbx.Address.Port, t => t.AllowMd5 = allowMd5);

        var report = await _rig.ExamineAsync(trunk);

        Assert.True(report.FirstCause is { Name: CheckName.Credentials, Status: CheckStatus.Problem }, report.Describe());
        Assert.Contains("only asks for", report.FirstCause.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsChallenged_AndRegisterDropped_TheOptionsProveThePassword()
    {
        _rig.Pbx.Faults = [PracticeFault.OptionsChallenged, PracticeFault.RegisterDropped];
        var wrong = await _rig.AddTrunkAsync(_rig.Pbx.Address.Port, t => t.Password = "wrong");

        var report = await _rig.ExamineAsync(_rig.Trunk);
        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Contains("are right", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        (await _rig.ExamineAsync(wrong)).HasOnly(CheckName.Credentials, "R08");
    }

    [Fact]
    public async Task AnotherPhoneWithTheSameAccount_IsShown()
    {
        _rig.Pbx.Faults = [PracticeFault.TwoBindings("sip:200@10.0.0.7:5060")];

        var report = await _rig.ExamineAsync(_rig.Trunk);

        Assert.Contains(report.Check(CheckName.Credentials).Facts, f => f.Contains("10.0.0.7", StringComparison.Ordinal));
    }

    private async Task HealsAsync()
    {
        _rig.Pbx.Faults = [];
        var report = await _rig.ExamineAsync(_rig.Trunk);
        Assert.True(report.FirstCause is null, report.Describe());
    }

    private static PracticeFault Fault(string name) => name switch
    {
        nameof(PracticeFault.UnknownUser) => PracticeFault.UnknownUser(PracticeUnknownUser.NotFound),
        nameof(PracticeFault.PrivateAddressInSdp) => PracticeFault.PrivateAddressInSdp(),
        nameof(PracticeFault.PrivateAddressInContact) => PracticeFault.PrivateAddressInContact(),
        nameof(PracticeFault.RewrittenAddress) => PracticeFault.RewrittenAddress(),
        RewrittenPort => PracticeFault.RewrittenAddress(new IPEndPoint(IPAddress.Loopback, 1024)),
        nameof(PracticeFault.Busy) => PracticeFault.Busy(),
        _ => (PracticeFault)typeof(PracticeFault).GetProperty(name)!.GetValue(null)!,
    };
}
