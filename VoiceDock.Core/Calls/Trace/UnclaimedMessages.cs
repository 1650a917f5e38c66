namespace VoiceDock.Core.Calls.Trace;

/// <summary>The last messages of dialogs that belong to no call yet, found by their Call-ID. Under the lock of whoever keeps the books.</summary>
internal sealed class UnclaimedMessages
{
    // What was taken stays in the order until it would have been dropped.
    private readonly Queue<TraceMessage> _order = [];
    private readonly Dictionary<string, List<TraceMessage>> _byDialog = [];

    /// <summary>Keeps a message, and drops the oldest beyond <see cref="TraceLimits.Unclaimed"/>.</summary>
    public void Add(TraceMessage message)
    {
        _order.Enqueue(message);
        if (_byDialog.TryGetValue(message.SipCallId, out var dialog))
            dialog.Add(message);
        else
            _byDialog[message.SipCallId] = [message];
        if (_order.Count > TraceLimits.Unclaimed)
            Drop(_order.Dequeue());
    }

    /// <summary>Takes out what is kept of a dialog, oldest first.</summary>
    public IReadOnlyList<TraceMessage> Take(string sipCallId) => _byDialog.Remove(sipCallId, out var dialog) ? dialog : [];

    private void Drop(TraceMessage message)
    {
        if (_byDialog.TryGetValue(message.SipCallId, out var dialog) && dialog.Remove(message) && dialog.Count == 0)
            _byDialog.Remove(message.SipCallId);
    }
}
