using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What the assistant is told without a word to the caller.</summary>
[Trait("Kind", "Sip")]
public sealed class ContextTests
{
    [Fact]
    public async Task Context_ReachesTheAssistant_CountsAndIsAudited()
    {
        var told = new ConcurrentQueue<(string, bool)>();
        await using var rig = await CallRig.StartAsync(rooms: services => services.AddSingleton<IAssistantSessions>(new Sessions(told)));
        var (_, call) = await rig.CallInProgressAsync();

        var first = await rig.Desk.AddContextAsync(call.Id, "The caller is a VIP.", respond: true, CallRig.Operator);
        await rig.Desk.HoldAsync(call.Id, CallRig.Operator);
        var onHold = await rig.Desk.AddContextAsync(call.Id, "Their order is late.", respond: true, CallRig.Operator);

        Assert.True(first.IsOk && onHold.IsOk, $"{first.Error} {onHold.Error}");
        // A caller on hold hears music, not an answer.
        Assert.Equal([("The caller is a VIP.", true), ("Their order is late.", false)], told);
        Assert.Equal(ControlBudget.PerMinute - 3, rig.Get<ControlBudget>().Read(call.Id).Remaining);
        await Eventually.TrueAsync(() => Audited(rig) == 2, "both are in the audit log");
    }

    [Fact]
    public async Task Context_ForTheAttendant_IsRefusedAndCountsNothing()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        var told = await rig.Desk.AddContextAsync(call.Id, "The caller is a VIP.", respond: false, CallRig.Operator);

        Assert.Equal("no_speech_model", told.Error!.Code);
        Assert.Equal(ControlBudget.PerMinute, rig.Get<ControlBudget>().Read(call.Id).Remaining);
    }

    [Fact]
    public async Task Context_WhileADestinationHasTheCaller_IsRefused()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        var told = await rig.Desk.AddContextAsync(call.Id, "The caller is a VIP.", respond: false, CallRig.Operator);

        Assert.Equal("caller_with_destination", told.Error!.Code);
    }

    private static int Audited(CallRig rig)
    {
        using var db = rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContext();
        return db.Set<AuditEntry>().Count(e => e.Action == "call.context" && e.Refusal == null);
    }

    private sealed class Sessions(ConcurrentQueue<(string, bool)> told) : IAssistantSessions
    {
        public IAssistantSession Create(Assistant assistant, IAssistantHost host) => new Session(told);
    }

    /// <summary>Takes context and says nothing.</summary>
    private sealed class Session(ConcurrentQueue<(string, bool)> told) : IAssistantSession
    {
        public void Start()
        {
        }

        public void OnKey(char key)
        {
        }

        public void Announce(string text, Action done) => done();

        public void Say(string text, Func<bool, bool> begin, Action done) => begin(false);

        public void Quiet()
        {
        }

        public void Resume(TransferOutcome? outcome)
        {
        }

        public bool AddContext(string content, bool respond)
        {
            told.Enqueue((content, respond));
            return true;
        }

        public void SayGoodbye(string text, Action done) => done();

        public void Dispose()
        {
        }
    }
}
