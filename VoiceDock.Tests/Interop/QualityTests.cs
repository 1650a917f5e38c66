using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Quality of a leg as a foreign phone's own RTP and RTCP give it.</summary>
[Trait("Kind", "Sip")]
public sealed class QualityTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Fact]
    [Interop("baresip", "RTCP")]
    public async Task Leg_ToBaresip_HasMosRoundTripAndWhatThePhoneMisses()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await call.TransferAsync(TransferState.Connected);

        var measured = await rig.Core.UntilAsync(c => c.Id == call.Id && c.FarQuality is { RoundTripMs: not null, FarLossPercent: not null });

        var (far, caller) = (measured.FarQuality!, measured.CallerQuality!);
        Assert.InRange(far.RoundTripMs!.Value, 0, 500);
        Assert.InRange(far.FarLossPercent!.Value, 0, 50);
        Assert.InRange(far.Mos!.Value, 1, 4.41);
        Assert.False(far.OneWay);
        Assert.NotNull(caller.Mos);
        await call.EndAsync();
        var stored = await rig.Core.Get<CallDirectory>().FindAsync(call.Id, TestContext.Current.CancellationToken);
        Assert.NotNull(stored?.FarQuality?.RoundTripMs);
    }
}
