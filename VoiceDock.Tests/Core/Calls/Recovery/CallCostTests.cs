using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Recovery;

/// <summary>What a call costs the disk: its dialogs are written with the rows that are written anyway. Alone, so that the moments of one call stay together.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class CallCostTests(ITestOutputHelper output)
{
    // Answered; the transfer before its INVITE; ringing and answered; connected; the end; the trace. Five or six without the dialogs, six or seven
    // with them; what comes within a tenth of a second shares a commit, so a busy machine makes a few more.
    private const int Most = 10;

    [Fact]
    public async Task CallWithATransfer_CommitsNoMoreOftenForItsDialogs()
    {
        await using var rig = await CallRig.StartAsync();
        var journal = rig.Get<CallJournal>();
        await journal.FlushAsync(TestContext.Current.CancellationToken);
        var before = journal.Commits;

        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        var up = journal.Commits - before;
        caller.HangUp();
        await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        await Eventually.TrueAsync(() => rig.Get<TraceStore>().FindAsync(call.Id, CancellationToken.None).Result is not null, "the trace is stored");

        output.WriteLine($"{up} commits until the destination was connected, {journal.Commits - before} in all");
        Assert.InRange(journal.Commits - before, 1, Most);
    }
}
