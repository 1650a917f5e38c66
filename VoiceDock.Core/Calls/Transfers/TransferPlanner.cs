using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Checks a wish for a transfer, in this order: syntax, destination rules, trunk. Answers from memory.</summary>
internal sealed class TransferPlanner(NumberDirectory numbers, TrunkDirectory trunks, TrunkLights lights)
{
    public Result<TransferPlan> Plan(CallView call, TransferOrder order, Actor by)
    {
        var trunk = TransferTrunk(call);
        var dialled = Dial(trunk, order.Destination);
        if (!dialled.IsOk)
            return dialled.Error;
        return new TransferPlan(order, by, [new TransferStep(order.Destination.Trim(), order.Name, Routes(new DialRoute(trunk!, dialled.Value), order.Destination))]);
    }

    /// <summary>What a transfer to a typed destination dials over a trunk, or why it is refused.</summary>
    public Result<string> Dial(Trunk? trunk, string destination)
    {
        var target = Read(trunk, destination);
        if (!target.IsOk) return target.Error;
        return trunk is { IsActive: true } ? NumberRule.Format(trunk, target.Value) : TransferErrors.NoTransferTrunk;
    }

    /// <summary>A typed destination that may be called, whatever the state of the trunk, or why it may not.</summary>
    public Result<DialTarget> Read(Trunk? trunk, string destination)
    {
        if (!DialTarget.TryParseTyped(destination, trunk?.DestinationHosts ?? [], out var target))
            return TransferErrors.InvalidDestination("Enter a number such as +31612345678, or an extension of letters, digits and * # + . _ -.");
        if (target.IsNumber && numbers.IsOwn(target.Value))
            return TransferErrors.OwnNumber(target.Value);
        return DestinationPolicy.Check(target).Error is { } refused ? refused : target;
    }

    // A trunk that is known to be down is not waited for while its backup is known to be up.
    private IReadOnlyList<DialRoute> Routes(DialRoute first, string destination)
    {
        if (Backup(first.Trunk, destination) is not { } backup)
            return [first];
        var backupFirst = lights.HealthOf(first.Trunk.Id).State == HealthState.Down && lights.HealthOf(backup.Trunk.Id).State == HealthState.Up;
        return backupFirst ? [backup, first] : [first, backup];
    }

    // The same destination by the backup's own rules; one that it cannot dial is no way.
    private DialRoute? Backup(Trunk trunk, string destination)
    {
        if (trunk.BackupTrunkId is not { } id || trunks.Find(id) is not { IsActive: true } backup)
            return null;
        var target = Read(trunk, destination);
        var dialled = target.IsOk ? NumberRule.Format(backup, target.Value) : target.Error;
        return dialled.IsOk ? new DialRoute(backup, dialled.Value) : null;
    }

    private Trunk? TransferTrunk(CallView call) =>
        call.NumberId is { } id && numbers.Find(id)?.TransferTrunkId is { } trunkId ? trunks.Find(trunkId) : null;
}
