using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>A far end without audio, from the start or suddenly: it is told, and the caller does not stay with nobody.</summary>
[Trait("Kind", "Sip")]
public sealed class NoMediaTests(NoMediaTests.Rig rig) : IClassFixture<NoMediaTests.Rig>
{
    [Fact]
    public async Task FarEnd_SendsNoAudio_IsOneWayAndThenReported()
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-answers-until-bye");
        await using var call = await rig.CallAsync(pbx.Address.Port);
        await call.TransferAsync(TransferState.Connected);
        var before = call.Heard.Now;

        await rig.Core.UntilAsync(c => c.Id == call.Id && c.State == CallState.Transferred && c.FarQuality is { OneWay: true });
        var after = await rig.Core.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal(("no_media", CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await call.HearsFailureAsync(before);
        await pbx.SucceedAsync();
        await call.EndAsync();
    }

    [Fact]
    public async Task FarEnd_CrashesDuringTheConversation_CallerIsBackWithTheAttendant()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(pbx.Port);
        await call.TransferAsync(TransferState.Connected);
        await call.HearsAsync(BaresipPhone.Tone);
        var before = call.Heard.Now;

        phone.Crash();

        var after = await rig.Core.UntilTransferAsync(call.Id, TransferState.Failed);
        Assert.Equal(("far_end_lost", CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await call.HearsFailureAsync(before);
        await call.EndAsync();
    }

    /// <summary>Patience with silence at its shortest.</summary>
    public sealed class Rig : InteropRig
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Calls:FarSilentAtStartSeconds", "5"), ("Calls:FarSilentSeconds", "5")];
    }
}
