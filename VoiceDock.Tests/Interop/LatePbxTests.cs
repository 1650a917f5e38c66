using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Interop;

/// <summary>A PBX that wakes up after we have gone on: its phone must not ring, or talk to nobody.</summary>
[Trait("Kind", "Sip")]
public sealed class LatePbxTests(LatePbxTests.Rig rig) : IClassFixture<LatePbxTests.Rig>
{
    [Theory]
    [InlineData("pbx-answers-too-late")]
    [InlineData("pbx-rings-too-late")]
    public async Task Transfer_AnsweredAfterTheTimeout_IsEndedAtThePbxToo(string scenario)
    {
        await using var pbx = await SippPeer.ListenAsync(scenario);
        await using var call = await rig.CallAsync(pbx.Address.Port);
        var before = call.Heard.Now;

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Equal(("trunk_timeout", CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await call.HearsFailureAsync(before);
        await pbx.SucceedAsync();
        await call.EndAsync();
    }

    /// <summary>Timers with which the transaction outlives the two and a half seconds that the PBX sleeps.</summary>
    public sealed class Rig : InteropRig
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Sip:T1Milliseconds", "80"), ("Sip:NoAnswerSeconds", "1")];
    }
}
