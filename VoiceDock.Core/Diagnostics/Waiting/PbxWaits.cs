using VoiceDock.Core.Access;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>
/// Waits for the first packet of a PBX nobody knows yet, for as many consoles as want to. All see the same; what was seen goes when somebody waits anew.
/// Nothing is kept, and nothing parsed, while nobody waits. In memory, bounded, thread-safe.
/// </summary>
public sealed class PbxWaits(IArrivals arrivals, Permits permits, TimeProvider time)
{
    public const int MostAtOnce = 20, MostSources = 20;

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly HashSet<PbxWait> _waits = [];
    private readonly LiveFeed<string, int> _feed = new(time);
    private IReadOnlyList<Sighting> _seen = [];
    private IDisposable? _watch;
    private int _count;

    /// <summary>Who was seen, strangers first, each newest first; at most <see cref="MostSources"/>.</summary>
    public IReadOnlyList<Sighting> Seen
    {
        get
        {
            lock (_gate) return [.. _seen.OrderBy(s => s.Best.TrunkId is not null)];
        }
    }

    /// <summary>Messages that were not looked at because too many came at once.</summary>
    public long Skipped => arrivals.Skipped;

    /// <summary>Begins to wait, for <see cref="Longest"/> at most.</summary>
    /// <returns>Or <c>rate_limit_exceeded</c> when too many wait already, <c>forbidden</c> for who may not run checks.</returns>
    public Result<PbxWait> Begin(Actor by)
    {
        if (permits.Refusal(by, Role.Operator, "pbx_wait.begin") is { } forbidden) return forbidden;
        lock (_gate)
        {
            if (_waits.Count >= MostAtOnce)
                return new Error(ErrorKind.TooMany, "rate_limit_exceeded", $"{MostAtOnce} consoles wait for a PBX already. Let one of them stop first.");
            if (_waits.Count == 0)
            {
                _seen = [];
                _watch = arrivals.Watch(Add);
            }

            var wait = new PbxWait(Longest, time, End);
            _waits.Add(wait);
            return wait;
        }
    }

    /// <summary>Tells when somebody was seen or a wait ended; read <see cref="Seen"/> then.</summary>
    public LiveSubscription<string, int> Subscribe() => _feed.Subscribe();

    private void End(PbxWait wait)
    {
        lock (_gate)
        {
            if (_waits.Remove(wait) && _waits.Count == 0) _watch?.Dispose();
            Tell();
        }
    }

    private void Add(Arrival arrival)
    {
        lock (_gate)
        {
            if (_waits.Count == 0) return; // the last one has just left
            var known = _seen.FirstOrDefault(s => s.Address.Equals(arrival.Source.Address) && s.Transport == arrival.Transport);
            var now = known?.With(arrival) ?? new Sighting(arrival.Source.Address, arrival.Transport, arrival.At, [arrival]);
            _seen = [now, .. _seen.Where(s => s != known).Take(MostSources - 1)];
            Tell();
        }
    }

    private void Tell() => _feed.Publish("seen", ++_count);
}
