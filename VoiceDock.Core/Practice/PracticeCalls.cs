using System.Collections.Concurrent;

namespace VoiceDock.Core.Practice;

/// <summary>The calls its extensions have answered, by Call-ID, until they end. Thread-safe.</summary>
internal sealed class PracticeCalls
{
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);

    /// <summary>Before the 200 leaves.</summary>
    public void Answering(string callId) => _answered[callId] = true;

    public void Ended(string callId) => _answered.TryRemove(callId, out _);

    public bool IsAnswered(string callId) => _answered.ContainsKey(callId);
}
