using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Checks a wish for a transfer, in this order: syntax, destination rules, trunk. Answers from memory.</summary>
internal sealed class TransferPlanner(NumberDirectory numbers, TrunkDirectory trunks)
{
    public Result<TransferPlan> Plan(CallView call, TransferOrder order, Actor by)
    {
        var trunk = TransferTrunk(call);
        if (!DialTarget.TryParseTyped(order.Destination, trunk?.DestinationHosts ?? [], out var target))
            return TransferErrors.InvalidDestination("Enter a number such as +31612345678, or an extension of letters, digits and * # + . _ -.");
        if (target.IsNumber && numbers.IsOwn(target.Value))
            return TransferErrors.OwnNumber(target.Value);
        if (DestinationPolicy.Check(target).Error is { } refused)
            return refused;
        if (trunk is not { IsActive: true })
            return TransferErrors.NoTransferTrunk;
        var dialled = NumberRule.Format(trunk, target);
        return dialled.IsOk ? new TransferPlan(order, by, trunk, dialled.Value) : dialled.Error;
    }

    private Trunk? TransferTrunk(CallView call) =>
        call.NumberId is { } id && numbers.Find(id)?.TransferTrunkId is { } trunkId ? trunks.Find(trunkId) : null;
}
