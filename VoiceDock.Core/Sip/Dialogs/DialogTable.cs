using System.Collections.Concurrent;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>All sessions by Call-ID and our tag (RFC 3261 section 12; the remote tag is the session's to check). Thread-safe.</summary>
internal sealed class DialogTable
{
    private readonly ConcurrentDictionary<(string CallId, string LocalTag), SessionCore> _sessions = new();

    public int Count => _sessions.Count;

    public ICollection<SessionCore> All => _sessions.Values;

    public void Add(SessionCore session) => _sessions[(session.CallId, session.LocalTag)] = session;

    public void Remove(SessionCore session) => _sessions.TryRemove(new((session.CallId, session.LocalTag), session));

    public SessionCore? Find(string callId, string localTag) => _sessions.GetValueOrDefault((callId, localTag));
}
