using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Audit;

/// <summary>Who transferred which call is on disk with the transfer itself, before its INVITE; other commands follow.</summary>
[Trait("Kind", "Integration")]
public sealed class CallAuditTests(CallRigFixture fixture) : IClassFixture<CallRigFixture>
{
    private CallRig Rig => fixture.Rig;

    [Fact]
    public async Task ATransferAndWhatWasDoneToItsCall_AreWrittenDown()
    {
        var by = CallRig.Operator with { Address = "192.0.2.7" };
        var (caller, call) = await Rig.CallInProgressAsync();
        await Rig.Desk.HoldAsync(call.Id, by);
        await Rig.Desk.ResumeAsync(call.Id, by);
        var transfer = (await Rig.Desk.TransferAsync(call.Id, new TransferOrder("200", null), by)).Value;
        var begun = await EntriesOfAsync(call.Id);
        await Rig.UntilTransferAsync(call.Id, TransferState.Connected);
        await Rig.Desk.TakeBackAsync(call.Id, transfer.Id, by);
        await Rig.Desk.EndAsync(call.Id, null, by);
        await caller.Over.WaitAsync(CallRig.Patience);

        var started = begun.Single(e => e.Action == "call.transfer");
        Assert.Equal(
            (transfer.Id, transfer.CreatedAt, ActorType.Operator, by.Id, by.Name, by.Address, "200", null),
            (started.Id, started.At, started.ActorType, started.ActorId, started.ActorName, started.Address, started.ObjectName, started.Refusal));
        await Rig.Get<AuditWriter>().WriteAsync();
        var all = await EntriesOfAsync(call.Id);
        Assert.Equal(["call.end", "call.hold", "call.resume", "call.take_back", "call.transfer"], all.Select(e => e.Action).Order(StringComparer.Ordinal));
    }

    private async Task<List<AuditEntry>> EntriesOfAsync(Guid callId)
    {
        await using var db = await Rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        var id = callId.ToString();
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.ObjectId == id).ToListAsync();
    }
}
