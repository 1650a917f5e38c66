using Microsoft.Extensions.Hosting;

namespace VoiceDock.Core.Calls.Events;

/// <summary>
/// Every change of every call in order, kept for a while so that a reader who was cut off can go on where it was. Safe from any thread; a slow
/// reader holds up nobody.
/// </summary>
public sealed class CallEvents : IHostedService
{
    /// <summary>How many events are kept, and for how long.</summary>
    public const int MostKept = 1_000;

    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly CallFeed _feed;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<CallEvent> _kept = [];
    private readonly Dictionary<Guid, CallView> _calls = [];
    private readonly List<CallEventReader> _readers = [];
    private long _last;
    private long _forgotten;

    public CallEvents(CallFeed feed, TimeProvider time)
    {
        (_feed, _time) = (feed, time);
        // Microseconds since 1970: the ids of an earlier run, which counted on by ones from its own start, are all below.
        _last = _forgotten = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    public Task StartAsync(CancellationToken cancellation)
    {
        _feed.Published += Take;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        _feed.Published -= Take;
        return Task.CompletedTask;
    }

    /// <summary>Starts reading: the events missed since <paramref name="after"/>, then every further one that is wanted. Nothing falls between. Dispose it to stop.</summary>
    /// <param name="after">The last id the reader has; null: only what comes from now on.</param>
    /// <param name="wanted">Called under a lock: quick, and without a call back into this room.</param>
    public CallEventReader Read(long? after, Func<CallEvent, bool> wanted)
    {
        lock (_gate)
        {
            ForgetOld();
            var isKnown = after is null || (after >= _forgotten && after <= _last);
            IReadOnlyList<CallEvent> missed = isKnown && after is { } id ? [.. _kept.Where(e => e.Id > id && wanted(e))] : [];
            var reader = new CallEventReader(missed, mustReset: !isKnown, position: _last, wanted, Leave);
            _readers.Add(reader);
            return reader;
        }
    }

    private void Take(CallView call)
    {
        lock (_gate)
        {
            var before = _calls.GetValueOrDefault(call.Id);
            if (call.State.IsLive())
                _calls[call.Id] = call;
            else if (!_calls.Remove(call.Id))
                return;
            foreach (var (kind, transfer) in CallChanges.Between(before, call))
                Keep(new CallEvent(++_last, _time.GetUtcNow().UtcDateTime, kind, call, transfer));
        }
    }

    private void Keep(CallEvent news)
    {
        _kept.Enqueue(news);
        ForgetOld();
        _readers.RemoveAll(reader => !reader.Offer(news));
    }

    private void ForgetOld()
    {
        var limit = _time.GetUtcNow().UtcDateTime - KeptFor;
        while (_kept.TryPeek(out var oldest) && (_kept.Count > MostKept || oldest.At < limit))
            _forgotten = _kept.Dequeue().Id;
    }

    private void Leave(CallEventReader reader)
    {
        lock (_gate)
            _readers.Remove(reader);
    }
}
