using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Checks a wish for a transfer, in this order: syntax, destination rules, trunk. Answers from memory.</summary>
internal sealed class TransferPlanner(
    NumberDirectory numbers, TrunkDirectory trunks, TrunkLights lights, ReferRecord refers, DestinationPolicies policies, TimeProvider time)
{
    /// <param name="list">The destinations of the call's assistant.</param>
    public Result<TransferPlan> Plan(CallView call, TransferOrder order, Actor by, IReadOnlyList<TransferDestination> list)
    {
        var trunk = TransferTrunk(call);
        var asked = Read(trunk, order.Destination);
        if (!asked.IsOk)
            return asked.Error;
        if (trunk is not { IsActive: true })
            return TransferErrors.NoTransferTrunk;
        if (MethodOf(order, trunk) == TransferMethod.Refer && call.InboundTrunkId != trunk.Id)
            return TransferErrors.MethodNotPossible;
        var wanted = WantedDestination.Of(order, asked.Value.Value, list, time.GetUtcNow());
        if (!wanted.IsOk)
            return wanted.Error;
        List<TransferStep> steps = [];
        foreach (var one in wanted.Value)
        {
            var dialled = Dial(trunk, one.Destination);
            if (dialled.IsOk)
                steps.Add(Step(call, order, trunk, one, dialled.Value));
            else if (steps.Count == 0)
                return dialled.Error;
        }
        return new TransferPlan(order, by, steps);
    }

    /// <summary>What a call of our own dials: a destination over the trunk of one of our numbers, or over its backup. Checked as a transfer's.</summary>
    public Result<TransferStep> Plan(Number from, string destination)
    {
        var trunk = from.TransferTrunkId is { } id ? trunks.Find(id) : null;
        var asked = Read(trunk, destination);
        if (!asked.IsOk)
            return asked.Error;
        if (trunk is not { IsActive: true })
            return TransferErrors.NoTransferTrunk;
        var dialled = NumberRule.Format(trunk, asked.Value);
        if (!dialled.IsOk)
            return dialled.Error;
        return new TransferStep(asked.Value.Value, null, Routes(new DialRoute(trunk, dialled.Value), asked.Value.Value)) { CheckedBy = policies.Current };
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
        return WhyRefused(target, trunk) is { } refused ? refused : target;
    }

    /// <summary>The rules once more, just before a step is dialled: a transfer that hunts takes minutes, and rules change meanwhile. Null when they still allow it.</summary>
    public Error? Recheck(TransferStep step, Trunk trunk)
    {
        if (numbers.IsOwn(step.Destination))
            return TransferErrors.OwnNumber(step.Destination);
        return ReferenceEquals(step.CheckedBy, policies.Current) ? null : Read(trunk, step.Destination).Error;
    }

    // What is dialled as an extension and reads as a number where it arrives is held to the rules of numbers.
    private Error? WhyRefused(DialTarget target, Trunk? trunk)
    {
        var meant = target.IsNumber ? [target.Value] : OutsideNumber.Readings(target.Value, trunk);
        if (meant.FirstOrDefault(numbers.IsOwn) is { } own)
            return TransferErrors.OwnNumber(own);
        foreach (var number in meant.Where(n => target.IsNumber || PhoneNumber.IsInUse(n)))
        {
            if (policies.Current.WhyRefused(number) is { } reason)
                return target.IsNumber ? DestinationPolicy.Refused(number, reason) : TransferErrors.ExtensionIsNumber(target.Value, number, reason);
        }
        return null;
    }

    private static TransferMethod MethodOf(TransferOrder order, Trunk trunk) => order.Method ?? trunk.TransferMethod;

    private TransferStep Step(CallView call, TransferOrder order, Trunk trunk, WantedDestination wanted, string dialled)
    {
        var entry = wanted.Entry;
        var whisper = entry?.Whisper ?? (entry is { AcceptKey: true } ? AssistantTools.DefaultWhisper : null);
        var method = MethodOf(order, trunk);
        return new TransferStep(wanted.Destination, entry?.Description ?? order.Name,
            method == TransferMethod.Refer ? [] : Routes(new DialRoute(trunk, dialled), wanted.Destination))
        {
            Refer = IsReferred(method, call, trunk, entry)
                ? new ReferRoute(trunk, dialled, trunk.Preset.RefersByTel && dialled.StartsWith('+'), method == TransferMethod.Auto, order.Method == TransferMethod.Refer)
                : null,
            CheckedBy = policies.Current,
            RingSeconds = wanted.RingSeconds ?? entry?.RingSeconds,
            Whisper = whisper is null ? null : CallTemplate.Fill(whisper, call, order.Summary),
            AcceptKey = entry?.AcceptKey ?? false,
            Digits = entry?.Digits,
            Summary = order.Summary,
        };
    }

    // A bridge can do what a REFER cannot: speak to whoever answers before the caller does.
    private bool IsReferred(TransferMethod method, CallView call, Trunk trunk, TransferDestination? entry) => method switch
    {
        TransferMethod.Refer => true,
        TransferMethod.Auto => call.InboundTrunkId == trunk.Id && refers.Of(trunk.Id) == ReferSupport.Proven
            && entry is not ({ AcceptKey: true } or { Whisper: not null } or { Digits: not null }),
        _ => false,
    };

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
