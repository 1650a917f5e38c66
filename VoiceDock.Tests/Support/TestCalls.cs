using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Support;

/// <summary>Calls as screens get them, to be changed with <c>with</c>.</summary>
public static class TestCalls
{
    public static readonly Actor Ann = TestPeople.Ann;

    /// <summary>A call that is with the assistant since <paramref name="answered"/>.</summary>
    public static CallView New(DateTime answered, string caller = "+31612345678", Guid? numberId = null, Guid? assistantId = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Version = 3,
        State = CallState.InProgress,
        Caller = caller,
        CallerName = "Eva de Vries",
        Number = "+31201234567",
        NumberId = numberId,
        NumberName = "Main line",
        AssistantId = assistantId,
        AssistantName = "Reception",
        BusinessName = "Harbour Dental",
        InboundTrunkName = "Carrier",
        CreatedAt = answered.AddSeconds(-2),
        AnsweredAt = answered,
        UpdatedAt = answered,
        CallerQuality = new LegQuality(2_140, 2_138, 0, 3.2, OneWay: false) { Mos = 4.38, RoundTripMs = 24.3, FarLossPercent = 0.1 },
    };

    /// <summary>The next state of the call.</summary>
    public static CallView Then(this CallView call, Func<CallView, CallView> change) => change(call) with { Version = call.Version + 1 };

    /// <summary>The call with its last transfer in this state, or with a first one.</summary>
    public static CallView WithTransfer(this CallView call, TransferState state, DateTime at, Func<TransferView, TransferView>? change = null)
    {
        var last = call.ActiveTransfer ?? Transfer(call.Id, at);
        var next = last with { State = state, EndedAt = state.IsFinal() ? at : null, AnsweredAt = state.IsAnswered() ? last.AnsweredAt ?? at : last.AnsweredAt };
        if (state >= TransferState.Dialing && next.Attempts.Count == 0)
            next = next with { Attempts = [new TransferAttemptView(null, "127.0.0.1:5070", "udp", at, null, state, null, null)] };
        next = change?.Invoke(next) ?? next;
        return call.Then(c => c with
        {
            State = state == TransferState.Connected ? CallState.Transferred : c.State.IsLive() ? CallState.InProgress : c.State,
            UpdatedAt = at,
            Transfers = [.. c.Transfers.Where(t => t.Id != next.Id), next],
        });
    }

    /// <summary>A transfer that failed as the PBX's 486 makes it fail.</summary>
    public static CallView WithBusy(this CallView call, DateTime at) => call.WithTransfer(TransferState.Failed, at, t => t with
    {
        Reason = TransferReasons.Busy.Slug,
        SipCode = 486,
        SipReason = "Busy Here",
        Explanation = TransferReasons.Busy.Explain("Trunk 'Practice PBX'", "201", "Sales"),
    });

    public static CallView Over(this CallView call, CallEnd end, DateTime at) =>
        call.Then(c => c with { State = end.IsError ? CallState.EndedWithError : CallState.Ended, End = end, EndedAt = at, UpdatedAt = at });

    private static TransferView Transfer(Guid callId, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(),
        CallId = callId,
        State = TransferState.Requested,
        Destination = "201",
        DestinationName = "Sales",
        Dialled = "201",
        Message = "One moment, I am putting you through.",
        TrunkName = "Practice PBX",
        RequestedBy = Ann,
        CreatedAt = at,
    };
}
