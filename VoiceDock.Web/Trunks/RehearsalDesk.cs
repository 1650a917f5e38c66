using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>What the number rehearsal of a form asks of the rooms of the core. Holds nothing; thread-safe as they are.</summary>
public sealed class RehearsalDesk(IDialRehearsal rehearsal, TrunkRules rules, NumberDirectory numbers, CallHistory history)
{
    /// <summary>Transfers shown as proof.</summary>
    public const int MostConnected = 10;

    /// <summary>Stands for a number of ours while none is registered.</summary>
    public const string SampleNumber = "+31201234567";

    /// <summary>The number of ours a call over this trunk would have come in on: one that uses it, else any.</summary>
    public string? OurNumber(Guid? trunkId) =>
        (trunkId is { } id ? numbers.OverTrunk(id) : []).Concat(numbers.All).FirstOrDefault(n => PhoneNumber.IsE164(n.PhoneNumber))?.PhoneNumber;

    /// <summary>The INVITE of the form as it is typed.</summary>
    /// <param name="stored">The trunk being changed; null for a new one.</param>
    /// <param name="caller">E.164; null: withheld.</param>
    /// <returns>A refusal lists the fields that must be filled first.</returns>
    public async Task<Result<DialRehearsal>> RehearseAsync(TrunkInput input, Trunk? stored, string destination, string? caller, CancellationToken ct)
    {
        var draft = TrunkDrafts.Of(input, stored, rules);
        if (!draft.IsOk)
            return draft.Error;
        var wish = new DialWish(draft.Value, destination) { CallerNumber = caller, OurNumber = OurNumber(stored?.Id) ?? SampleNumber };
        return await rehearsal.RehearseAsync(wish, ct);
    }

    /// <summary>The last transfers over the trunk that reached their destination, newest first.</summary>
    public Task<IReadOnlyList<TransferView>> ConnectedAsync(Guid trunkId, CancellationToken ct) => history.ConnectedTransfersAsync(trunkId, MostConnected, ct);
}
