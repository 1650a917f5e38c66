namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The repeat rule of the API contract (1.4): the same wish again is the same transfer, never a second INVITE.</summary>
internal static class TransferRepeat
{
    /// <summary>The transfer to the same destination that is active or began within <paramref name="window"/>; null when this is a new wish.</summary>
    public static TransferView? Find(CallView call, TransferOrder order, DateTime now, TimeSpan window)
    {
        if (call.Transfers.Count == 0)
            return null;
        var last = call.Transfers[^1];
        var same = string.Equals(last.Destination, order.Destination.Trim(), StringComparison.OrdinalIgnoreCase);
        return same && (!last.State.IsFinal() || (!order.Again && now - last.CreatedAt < window)) ? last : null;
    }
}
