using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What stays of a call: rows, attempts, SIP messages, also over a restart and after a crash.</summary>
[Trait("Kind", "Sip")]
public sealed class CallHistoryTests
{
    [Fact]
    public async Task Call_WithFailedTransfer_IsStoredWithReasonAndAttempts_AcrossARestart()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-rig-").FullName;
        Guid id;
        await using (var rig = await CallRig.StartAsync(folder))
        {
            var (caller, call) = await rig.CallInProgressAsync();
            id = call.Id;
            await rig.TransferAsync(id, "201");
            await rig.UntilTransferAsync(id, TransferState.Failed);
            caller.HangUp();
            await rig.UntilAsync(c => c.Id == id && !c.State.IsLive());
        }
        await using (var again = await CallRig.StartAsync(folder))
        {
            var page = await again.Get<CallHistory>().ListAsync(new CallQuery(OnlyFailedTransfers: true), TestContext.Current.CancellationToken);
            var stored = Assert.Single(page.Calls);
            Assert.Equal((id, 1, CallState.Ended, CallEndReasons.UserHangup), (stored.Id, page.Total, stored.State, stored.End!.Reason));
            var transfer = Assert.Single(stored.Transfers);
            Assert.Equal((TransferState.Failed, "busy", 486, "ann"), (transfer.State, transfer.Reason, transfer.SipCode, transfer.RequestedBy.Name));
            Assert.Equal("busy", Assert.Single(transfer.Attempts).Reason);
        }
        CanaryFolder.Remove(folder);
    }

    [Fact]
    public async Task Start_AfterACrash_ClosesWhatWasLive()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-rig-").FullName;
        var id = Guid.CreateVersion7();
        await using (var rig = await CallRig.StartAsync(folder))
            await LeaveOpenAsync(rig, id);
        await using (var again = await CallRig.StartAsync(folder))
        {
            var closed = await again.Get<CallDirectory>().FindAsync(id, TestContext.Current.CancellationToken);
            Assert.Equal((CallState.EndedWithError, CallEndReasons.ProcessCrash), (closed!.State, closed.End!.Reason));
            Assert.NotNull(closed.EndedAt);
            Assert.Equal((TransferState.Failed, "process_crash"), (closed.Transfers[0].State, closed.Transfers[0].Reason));
        }
        CanaryFolder.Remove(folder);
    }

    [Fact]
    public async Task Trace_OfATransferredCall_HasBothLegsAndNoSecret()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        var trace = (await rig.Get<CallTraces>().FindAsync(call.Id, TestContext.Current.CancellationToken))!;

        Assert.Contains(trace.Messages, m => m is { Leg: "caller", Sent: false } && m.Summary.StartsWith("INVITE", StringComparison.Ordinal));
        Assert.Contains(trace.Messages, m => m is { Leg: "destination 1", Sent: false, Summary: "401 Unauthorized" });
        var answered = trace.Messages.Last(m => m is { Leg: "destination 1", Sent: true } && m.Summary.StartsWith("INVITE", StringComparison.Ordinal));
        Assert.Contains("Authorization: ***", answered.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(trace.Messages, m => m.Text.Contains(CallRig.Password, StringComparison.Ordinal) || m.Text.Contains("response=", StringComparison.Ordinal));

        caller.HangUp();
        await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        await Eventually.TrueAsync(
            () => rig.Get<TraceStore>().FindAsync(call.Id, CancellationToken.None).Result is { } stored && stored.Messages.Count >= trace.Messages.Count,
            "the trace is in the history");
    }

    [Fact]
    public async Task Call_ToUnknownNumber_Gets404AndIsListedWithItsCause()
    {
        await using var rig = await CallRig.StartAsync();

        var caller = rig.Pbx.Call(rig.Console, "+441632960999", "+442079460123", "Ada Marsh");
        var end = await caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(404, end.StatusCode);
        var listed = Assert.Single(rig.Get<UnansweredCalls>().Recent);
        Assert.Equal(("unknown_number", "+441632960999"), (listed.Cause, listed.Dialled));
    }

    private static async Task LeaveOpenAsync(CallRig rig, Guid id)
    {
        await using var db = await rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        var at = TimeProvider.System.GetUtcNow().UtcDateTime;
        var call = new CallRecord
        {
            Id = id,
            BootId = Guid.NewGuid(),
            State = CallState.InProgress,
            CreatedAt = at,
            AnsweredAt = at,
            UpdatedAt = at,
            Caller = "+442079460123",
        };
        call.Transfers.Add(new TransferRecord { Id = Guid.CreateVersion7(), CallId = id, State = TransferState.Ringing, Destination = "200", ByType = ActorType.Api, CreatedAt = at });
        db.Add(call);
        await db.SaveChangesAsync();
    }
}
