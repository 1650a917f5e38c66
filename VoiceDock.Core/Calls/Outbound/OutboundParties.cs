using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>Which number of ours calls, and who speaks. Answers from memory. Thread-safe.</summary>
internal sealed class OutboundParties(NumberDirectory numbers, AssistantDirectory assistants, TrunkDirectory trunks, OneTimeAssistants oneTime)
{
    public Result<(Number Number, Assistant Assistant)> Choose(OutboundOrder order)
    {
        if (order.OneTime is not null && (order.AssistantId is not null || order.Override is not null))
            return OutboundErrors.BothAssistants;
        var number = ChooseNumber(order);
        if (!number.IsOk)
            return number.Error;
        var assistant = ChooseAssistant(order, number.Value);
        return assistant.IsOk ? (number.Value, assistant.Value) : assistant.Error;
    }

    private Result<Number> ChooseNumber(OutboundOrder order)
    {
        var seen = numbers.All.Where(n => order.OnlyNumbers?.Contains(n.Id) != false);
        if (order.NumberId is null && order.From is null)
            return Usual([.. seen.Where(n => n.IsActive && n.TransferTrunkId is { } id && trunks.Find(id) is { IsActive: true })], order.AssistantId);
        var from = order.From is null ? null : PhoneNumber.Normalise(order.From, null) ?? order.From;
        var named = seen.FirstOrDefault(n => (order.NumberId ?? n.Id) == n.Id && (from ?? n.PhoneNumber) == n.PhoneNumber);
        if (named is null)
            return OutboundErrors.UnknownNumber;
        return named.IsActive ? named : OutboundErrors.NumberOff(named);
    }

    // The assistant's own number, the oldest where it has several, else the only one there is.
    private static Result<Number> Usual(IReadOnlyList<Number> able, Guid? assistantId)
    {
        if (able.Count == 0)
            return OutboundErrors.NoNumber;
        if (assistantId is { } id && able.FirstOrDefault(n => n.AssistantId == id) is { } own)
            return own;
        return able.Count == 1 ? able[0] : OutboundErrors.WhichNumber;
    }

    private Result<Assistant> ChooseAssistant(OutboundOrder order, Number number)
    {
        if (order.OneTime is { } made)
            return oneTime.Make(made);
        if ((order.AssistantId ?? number.AssistantId) is not { } id)
            return OutboundErrors.WhichAssistant;
        if (assistants.Find(id) is not { } stored)
            return OutboundErrors.UnknownAssistant;
        if (!stored.IsActive)
            return OutboundErrors.AssistantOff;
        return order.Override is { } changes ? oneTime.Change(stored, changes) : stored;
    }
}
