using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Toll;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Outbound;

/// <summary>Calls that we place, over real SIP to the practice PBX: 200 answers and echoes, 201 is busy, 202 rings, 203 declines, 204 hangs up.</summary>
[Trait("Kind", "Sip")]
public sealed class OutboundCallTests
{
    [Fact]
    public async Task Answered_TheAssistantSpeaks_AndIsHeard()
    {
        using var voice = new SpokenTone();
        await using var rig = await CallRig.StartAsync(settings: ("Speech:Program", voice.Program));

        var placed = await rig.PlaceAsync(new OutboundOrder("200"));
        var call = await rig.UntilAsync(c => c.Id == placed.Id && c.State == CallState.InProgress);
        var heard = new HeardAudio();
        ((IAssistantHost)rig.Get<CallDirectory>().Live(call.Id)!).Listen(frame => heard.Write(frame));

        // Two tones of its own come before it echoes, and may be over by now: what is said over them is said again.
        await Eventually.AskedAsync(
            async () =>
            {
                var began = heard.Now;
                await rig.Desk.SayAsync(call.Id, "Your order is ready.", endAfter: false, CallRig.Operator);
                await Eventually.TrueAsync(() => heard.Now > began + 100, "two more seconds are heard");
                return heard.Has(SpokenTone.Hz);
            },
            "what we say comes back");
        Assert.Equal((CallState.Ringing, CallDirection.Outbound, "200", CallRig.OurNumber), (placed.State, placed.Direction, placed.Caller, placed.Number));
        Assert.Equal((rig.Trunk.Id, "Front desk"), (call.InboundTrunkId!.Value, call.AssistantName));
        Assert.NotNull(call.AnsweredAt);
    }

    [Theory]
    [InlineData("201", "busy", 486, CallVerdict.Callee)]
    [InlineData("203", "declined", 603, CallVerdict.Callee)]
    [InlineData("999", "not_found", 404, CallVerdict.Carrier)]
    public async Task NotTaken_EndsTheCallWithTheReason(string whom, string reason, int code, CallVerdict verdict)
    {
        await using var rig = await CallRig.StartAsync();

        var over = await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder(whom))).Id);

        Assert.Equal((CallState.Failed, reason, code, verdict), (over.State, over.End!.Reason, over.End.SipCode!.Value, over.End.Verdict));
        Assert.Null(over.AnsweredAt);
        Assert.EndsWith(".", over.End.Sentence, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => rig.Get<TrunkLoad>().Active(rig.Trunk.Id) == 0, "the place on the trunk is free again");
    }

    [Fact]
    public async Task NobodyAnswers_IsGivenUpAfterTheTrunksTime()
    {
        await using var rig = await CallRig.StartAsync(settings: ("Calls:DialSeconds", "1"));

        var over = await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder("202"))).Id);

        Assert.Equal((CallState.Failed, "no_answer"), (over.State, over.End!.Reason));
    }

    [Fact]
    public async Task WhoHangsUp_IsTold()
    {
        await using var rig = await CallRig.StartAsync();

        var over = await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder("204"))).Id);

        Assert.Equal((CallState.Ended, CallEndReasons.Called), (over.State, over.End));
    }

    [Fact]
    public async Task EndedByAPersonWhileItRings_IsCancelled()
    {
        await using var rig = await CallRig.StartAsync();
        var cancelled = new TaskCompletionSource();
        rig.Pbx.Traced += m =>
        {
            if (!m.Sent && m.Text.StartsWith("CANCEL ", StringComparison.Ordinal)) cancelled.TrySetResult();
        };
        var rang = new TaskCompletionSource();
        rig.Pbx.Traced += m =>
        {
            if (m.Sent && m.Text.StartsWith("SIP/2.0 180", StringComparison.Ordinal)) rang.TrySetResult();
        };
        var placed = await rig.PlaceAsync(new OutboundOrder("202"));
        await rang.Task.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);

        await rig.Desk.EndAsync(placed.Id, null, CallRig.Operator);

        var over = await rig.UntilOverAsync(placed.Id);
        Assert.Equal((CallState.Ended, CallEndReasons.OperatorHangup), (over.State, over.End!.Reason));
        await cancelled.Task.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task PlacedCall_CanBeTransferred()
    {
        await using var rig = await CallRig.StartAsync();
        var call = await rig.PlaceAsync(new OutboundOrder("200"));
        await rig.UntilAsync(c => c.Id == call.Id && c.State == CallState.InProgress);

        await rig.TransferAsync(call.Id, "204");

        var done = await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        Assert.Equal(CallState.Transferred, done.State);
    }

    [Fact]
    public async Task DeadTrunk_TheBackupIsTried()
    {
        await using var backup = new BackupPbx();
        using var refusing = new RejectingPort();
        await using var rig = await CallRig.StartAsync();
        var other = await rig.AddLineAsync("+441632960122", backup.Port);
        await rig.AddLineAsync("+441632960123", refusing.Address.Port, t => t.BackupTrunkId = other.Id.ToString());

        var over = await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder("201") { From = "+441632960123" })).Id);

        Assert.Equal("busy", over.End!.Reason);
        Assert.Equal(other.Id, over.InboundTrunkId);
        Assert.Equal(["201"], backup.Calls.Called);
    }

    [Fact]
    public async Task Invite_ShowsOurNumberAndNoDiversion_AndIsOnDiskBefore()
    {
        await using var rig = await CallRig.StartAsync(shape: t => (t.CallerIdPolicy, t.CallerIdHeader) = ("caller", "diversion"));
        var seen = new TaskCompletionSource<(string Invite, int Rows, AuditEntry? Entry)>();
        rig.Pbx.Traced += m =>
        {
            if (!m.Sent && m.Text.StartsWith("INVITE ", StringComparison.Ordinal)) seen.TrySetResult((m.Text, Calls(rig), Entry(rig)));
        };

        var call = await rig.PlaceAsync(new OutboundOrder("201"));
        var (invite, rows, entry) = await seen.Task.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);

        Assert.Contains($"sip:{CallRig.OurNumber}@", invite.Split('\n').Single(l => l.StartsWith("From:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("Diversion", invite, StringComparison.Ordinal);
        Assert.Equal(1, rows);
        Assert.Equal((call.Id.ToString(), "ann", "201"), (entry?.ObjectId, entry?.ActorName, entry?.ObjectName));
    }

    private static int Calls(CallRig rig)
    {
        using var db = rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContext();
        return db.Set<VoiceDock.Core.Calls.History.CallRecord>().Count(c => c.Direction == CallDirection.Outbound);
    }

    private static AuditEntry? Entry(CallRig rig)
    {
        using var db = rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContext();
        return db.Set<AuditEntry>().SingleOrDefault(e => e.Action == OutboundDesk.Command);
    }
}
