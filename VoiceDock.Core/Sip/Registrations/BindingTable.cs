using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>The location service (RFC 3261 section 10.3): who is where, and until when. All changes of one REGISTER are made, or none. Thread-safe.</summary>
internal sealed class BindingTable : IDisposable
{
    // A timer may fire a little early; and many bindings that end close together are swept at once.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Binding>> _accounts = new(StringComparer.Ordinal);
    private readonly RegistrarOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string, IReadOnlyList<Binding>> _changed;
    private readonly ITimer _sweep;

    public BindingTable(RegistrarOptions options, TimeProvider time, Action<string, IReadOnlyList<Binding>> changed)
    {
        (_options, _time, _changed) = (options, time, changed);
        _sweep = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Those that last, the latest refreshed first.</summary>
    public IReadOnlyList<Binding> Of(string username)
    {
        lock (_gate) return Lasting(username);
    }

    /// <summary>A binding that lasts was made with this Call-ID.</summary>
    public bool Knows(string callId)
    {
        lock (_gate) return _accounts.Values.Any(list => list.Exists(b => b.CallId == callId && b.ExpiresAt > _time.GetUtcNow()));
    }

    /// <returns>200, or why nothing was changed: 423, 403 (too many contacts), 500 (older than what is known).</returns>
    public int Apply(string username, BindingWish wish, SipRequest register, SipTarget source)
    {
        IReadOnlyList<Binding> now;
        lock (_gate)
        {
            var before = Lasting(username);
            if (wish is { RemovesAll: false, Contacts.Count: 0 }) return 200;
            var next = before.ToList();
            if (Change(next, wish, register, source) is var status and not 200) return status;
            if (next.Count == 0) _accounts.Remove(username);
            else _accounts[username] = next;
            Arm();
            now = [.. next];
        }

        _changed(username, now);
        return 200;
    }

    public void Remove(string username)
    {
        lock (_gate)
        {
            if (!_accounts.Remove(username)) return;
            Arm();
        }

        _changed(username, []);
    }

    public void Dispose() => _sweep.Dispose();

    private int Change(List<Binding> next, BindingWish wish, SipRequest register, SipTarget source)
    {
        var (callId, sequence) = (register.CallId, register.CSeq.Number);
        if (wish.RemovesAll)
        {
            if (next.Exists(b => b.CallId == callId && b.CSeq >= sequence)) return 500;
            next.Clear();
            return 200;
        }

        foreach (var (contact, asked) in wish.Contacts)
        {
            if (asked > TimeSpan.Zero && asked < _options.MinExpires) return 423;
            var known = next.FindIndex(b => b.Contact.Equals(contact));
            if (known >= 0 && next[known].CallId == callId && next[known].CSeq >= sequence) return 500;
            if (known >= 0) next.RemoveAt(known);
            if (asked == TimeSpan.Zero) continue;
            if (next.Count >= _options.MaxContacts) return 403;
            var lasts = asked > _options.MaxExpires ? _options.MaxExpires : asked;
            next.Insert(0, new Binding(contact, source, callId, sequence, _time.GetUtcNow() + lasts));
        }

        return 200;
    }

    private IReadOnlyList<Binding> Lasting(string username) =>
        _accounts.TryGetValue(username, out var bindings) ? [.. bindings.Where(b => b.ExpiresAt > _time.GetUtcNow())] : [];

    private void Sweep()
    {
        var changed = new List<(string Username, IReadOnlyList<Binding> Bindings)>();
        lock (_gate)
        {
            foreach (var (username, bindings) in _accounts.ToList())
            {
                if (bindings.RemoveAll(b => b.ExpiresAt <= _time.GetUtcNow()) == 0) continue;
                if (bindings.Count == 0) _accounts.Remove(username);
                changed.Add((username, [.. bindings]));
            }

            Arm();
        }

        foreach (var (username, bindings) in changed) _changed(username, bindings);
    }

    private void Arm()
    {
        if (_accounts.Count == 0)
        {
            _sweep.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = _accounts.Values.SelectMany(b => b).Min(b => b.ExpiresAt) - _time.GetUtcNow();
        _sweep.Change(wait < Grain ? Grain : wait, Timeout.InfiniteTimeSpan);
    }
}
