using VoiceDock.Core.Diagnostics;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>The doctor against SIPp, with the faults its scenarios can play.</summary>
[Trait("Kind", "Sip")]
public sealed class DoctorSippTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("SIPp", "doctor")]
    public async Task AddressThatIsNotAllowed_IsR10()
    {
        await using var pbx = await SippPeer.ListenAsync("doctor-is-forbidden", calls: 4);
        var trunk = await rig.Core.AddTrunkAsync(pbx.Address.Port);

        var report = await rig.Core.ExamineAsync(trunk);

        report.HasOnly(CheckName.Credentials, "R10");
        Assert.Contains("Server: SIPp", report.Check(CheckName.Options).Facts);
        await pbx.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "doctor", "codec")]
    public async Task G729Only_IsR17_WithBothSidesCodecs()
    {
        await using var pbx = await SippPeer.ListenAsync("doctor-finds-g729-only", calls: 5);
        var trunk = await rig.Core.AddTrunkAsync(pbx.Address.Port);

        var report = await rig.Core.ExamineAsync(trunk, DoctorMode.Ring, "200");

        report.HasOnly(CheckName.Offer, "R17");
        Assert.Contains("they G729", report.FirstCause!.Cause, StringComparison.Ordinal);
        Assert.Contains("trusts our address", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        await pbx.SucceedAsync();
    }
}
