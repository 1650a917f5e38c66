using System.Collections.Concurrent;
using System.Net;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>Addresses as text, one text for all messages of a peer: a call's trace would hold the same two some twenty times. Thread-safe, bounded.</summary>
internal sealed class TracePlaces
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<IPEndPoint, string> _texts = [];

    public string Of(IPEndPoint place)
    {
        if (_texts.TryGetValue(place, out var text)) return text;
        if (_texts.Count >= Most) _texts.Clear();
        return _texts[place] = place.ToString();
    }
}
