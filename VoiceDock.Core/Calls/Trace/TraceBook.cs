using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>The trace of one call while it lives. Thread-safe.</summary>
internal sealed class TraceBook(Guid callId)
{
    private readonly Lock _gate = new();
    private readonly List<TraceMessage> _messages = [];
    private readonly List<TraceMarker> _markers = [];
    private readonly List<QualityLine> _quality = [];
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

    /// <summary>One second of a leg's audio, which ends at <paramref name="now"/>.</summary>
    public void Add(string leg, Guid? transferId, QualityPoint second, DateTime now)
    {
        lock (_gate)
        {
            var line = _quality.Find(q => q.Leg == leg);
            if (line is null && _quality.Count < TraceLimits.MostQualityLegs)
                _quality.Add(line = new QualityLine(leg, transferId, now.AddSeconds(-1)));
            line?.Add(second);
        }
    }

    public IReadOnlyList<LegQualitySeries> ReadQuality()
    {
        lock (_gate)
            return [.. _quality.Select(q => q.Read())];
    }

    public CallTrace Read()
    {
        lock (_gate)
        {
            return new CallTrace(callId, [.. _messages.OrderBy(m => m.At)], _truncated)
            {
                Markers = [.. _markers.OrderBy(m => m.At)],
                Quality = [.. _quality.Select(q => q.Read())],
            };
        }
    }
}
