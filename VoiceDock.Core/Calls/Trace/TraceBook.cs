namespace VoiceDock.Core.Calls.Trace;

/// <summary>The trace of one call while it lives. Thread-safe.</summary>
internal sealed class TraceBook(Guid callId)
{
    private readonly Lock _gate = new();
    private readonly List<TraceMessage> _messages = [];
    private readonly List<TraceMarker> _markers = [];
    private int _characters;
    private bool _truncated;

    public Guid CallId => callId;

    /// <summary>The Call-IDs of its dialogs. Under the lock of whoever keeps the books.</summary>
    public List<string> Dialogs { get; } = [];

    public void Add(TraceMessage message)
    {
        lock (_gate)
        {
            if (_messages.Count >= TraceLimits.MostMessages || _characters + message.Text.Length > TraceLimits.MostCharacters)
            {
                _truncated = true;
                return;
            }
            _messages.Add(message);
            _characters += message.Text.Length;
        }
    }

    public void Add(TraceMarker marker)
    {
        lock (_gate)
        {
            if (_markers.Count < TraceLimits.MostMarkers)
                _markers.Add(marker);
        }
    }

    public CallTrace Read()
    {
        lock (_gate)
            return new CallTrace(callId, [.. _messages.OrderBy(m => m.At)], _truncated) { Markers = [.. _markers.OrderBy(m => m.At)] };
    }
}
