using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>A hundred transfers over ten calls, five at a time, to a foreign PBX: nothing of them is left. Alone in the process while it counts.</summary>
[Trait("Kind", "Sip")]
[Collection(nameof(AloneCollection))]
public sealed class ManyTransfersTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private const string Number = "+441632960900";
    private const int AtOnce = 5;
    private const int Slack = 24;

    // What each extension makes of a transfer; the last one is ended by the caller.
    private static readonly (string Extension, TransferState End)[] Round =
    [
        ("204", TransferState.Completed), ("201", TransferState.Failed), ("202", TransferState.Cancelled), ("203", TransferState.Failed),
        ("299", TransferState.Failed), ("204", TransferState.Completed), ("201", TransferState.Failed), ("203", TransferState.Failed),
        ("202", TransferState.Cancelled), ("200", TransferState.Connected),
    ];

    [Fact]
    public async Task HundredTransfers_LeaveNoPortTimerSocketOrDialog()
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-with-extensions", calls: (10 + AtOnce) * Round.Length, more: ["-timeout", "120s"]);
        var trunk = await rig.Core.AddLineAsync(Number, pbx.Address.Port, t => t.AfterHangup = "assistant");
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CallAsync(trunk)));
        await rig.NothingLeftAsync();
        var (sockets, timers) = (Sockets(), Timer.ActiveCount);

        for (var calls = 0; calls < 10; calls += AtOnce) await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CallAsync(trunk)));

        await rig.NothingLeftAsync();
        Assert.Equal(0, rig.Core.Get<VoiceDock.Core.Calls.TrunkLoad>().Active(trunk.Id));
        await Eventually.TrueAsync(() => Sockets() <= sockets + Slack, () => $"files and sockets are back at {sockets}: {Sockets()}");
        await Eventually.TrueAsync(() => Timer.ActiveCount <= timers + Slack, () => $"timers are back at {timers}: {Timer.ActiveCount}");
        await pbx.SucceedAsync();
    }

    private async Task CallAsync(VoiceDock.Core.Trunks.Trunk trunk)
    {
        await using var call = await rig.CallAsync(trunk, Number);
        foreach (var (extension, end) in Round)
        {
            if (end == TransferState.Cancelled)
            {
                await call.TransferAsync(TransferState.Ringing, extension);
                Assert.True((await rig.Core.Desk.CancelTransferAsync(call.Id, null, CallRig.Operator)).IsOk);
            }
            else
            {
                await call.TransferAsync(end, extension);
            }
        }

        call.Caller.HangUp();
        await call.Caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
    }

    // The media pool keeps the pairs it has opened, and rests those it got back: they are no leak, and are counted out.
    private int Sockets() => Directory.GetFileSystemEntries("/proc/self/fd").Length - (2 * (rig.Media.PortsInUse + rig.Media.PortsResting + rig.Media.PortsFree));
}
