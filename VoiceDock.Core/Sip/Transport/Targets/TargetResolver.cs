using System.Collections.Concurrent;
using System.Net;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>
/// Where SIP for a host goes: resolved once in a lifetime of the answer, every address checked by the target guard at every use, all refused when one
/// is. While the name service fails, the last answer serves for 60 s beyond its life. Thread-safe; who waits for the same name shares one lookup.
/// </summary>
internal sealed class TargetResolver(TargetLookup lookup, OutboundTargetGuard guard, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan StaleFor = TimeSpan.FromSeconds(60);

    /// <summary>A name service that just failed is not waited for again while a stale answer serves.</summary>
    public static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 4096;

    private readonly ConcurrentDictionary<TargetQuery, Known> _known = new();
    private readonly ConcurrentDictionary<TargetQuery, Lazy<Task<Result<TargetSet>>>> _running = new();

    /// <summary>
    /// Raised under no lock when a name was looked up and its addresses differ from before; the addresses are none when one of them is refused.
    /// </summary>
    public event Action<TargetQuery, IReadOnlyList<IPEndPoint>>? Changed;

    /// <summary>Completes at once for addresses and for names whose answer is still alive; else within 2 s.</summary>
    /// <returns>At least one address, all of them allowed; or <c>target_refused</c> or <c>dns_failed</c>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; a lookup goes on for others.</exception>
    public ValueTask<Result<TargetSet>> ResolveAsync(TargetQuery query, CancellationToken ct)
    {
        if (TargetHost.Read(query.Host, out var literal) is { } problem)
            return new(SecurityErrors.TargetRefused(query.Host, problem));
        if (literal is not null)
            return new(Check(query, Literal(query, literal)));
        if (_known.TryGetValue(query, out var known) && IsUsable(known))
            return new(Check(query, known.Set));
        var running = _running.GetOrAdd(query, q => new(() => RenewAsync(q)));
        return new(running.Value.WaitAsync(ct));
    }

    /// <summary>The NAPTR records of a name, for reports; none for an address, and none when the name service does not answer within 2 s.</summary>
    public async Task<IReadOnlyList<string>> NaptrAsync(string host, CancellationToken ct)
    {
        if (TargetHost.Read(host, out var literal) is not null || literal is not null)
            return [];
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await lookup.NaptrAsync(host, either.Token).WaitAsync(either.Token);
        }
        catch (Exception e) when (e is NameServiceException || limit.IsCancellationRequested)
        {
            return []; // a report goes without them; calls never need them
        }
    }

    private bool IsUsable(Known known) => Age(known) < known.Set.Ttl
        || (known.FailedAt is { } failed && time.GetElapsedTime(failed) < RestAfterFailure && IsStale(known));

    private bool IsStale(Known known) => Age(known) < known.Set.Ttl + StaleFor;

    private TimeSpan Age(Known known) => time.GetElapsedTime(known.At);

    private async Task<Result<TargetSet>> RenewAsync(TargetQuery query)
    {
        await Task.Yield(); // the dictionary must know this lookup before it can end
        try
        {
            return await LookUpAsync(query) is { Groups.Count: > 0 } found ? Keep(query, found) : Forget(query, "it has no address.");
        }
        catch (NameServiceException fault)
        {
            return Fallback(query, fault.Message);
        }
        finally
        {
            _running.TryRemove(query, out _);
        }
    }

    private async Task<TargetSet> LookUpAsync(TargetQuery query)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await lookup.FindAsync(query, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is not NameServiceException && limit.IsCancellationRequested)
        {
            throw new NameServiceException("the name service did not answer within 2 s.", e);
        }
    }

    private Result<TargetSet> Keep(TargetQuery query, TargetSet found)
    {
        if (_known.Count >= MostRemembered)
            _known.Clear();
        var before = _known.GetValueOrDefault(query);
        _known[query] = new Known(found, time.GetTimestamp(), null);
        var checkedSet = Check(query, found);
        if (before is null || !before.Set.All.SequenceEqual(found.All))
            Changed?.Invoke(query, checkedSet.IsOk ? found.All : []);
        return checkedSet;
    }

    private Error Forget(TargetQuery query, string why)
    {
        if (_known.TryRemove(query, out _))
            Changed?.Invoke(query, []);
        return SecurityErrors.DnsFailed(query.Host, why);
    }

    private Result<TargetSet> Fallback(TargetQuery query, string why)
    {
        if (!_known.TryGetValue(query, out var known) || !IsStale(known))
            return Forget(query, why);
        _known[query] = known with { FailedAt = time.GetTimestamp() };
        return Check(query, known.Set);
    }

    private Result<TargetSet> Check(TargetQuery query, TargetSet set)
    {
        foreach (var endpoint in set.All)
        {
            if (guard.Check(endpoint.Address, endpoint.Port).Reason is { } reason)
                return SecurityErrors.TargetRefused(endpoint.Address.ToString() == query.Host ? query.Host : $"{query.Host} ({endpoint})", reason);
        }

        return set;
    }

    private static TargetSet Literal(TargetQuery query, IPAddress address)
    {
        var endpoint = new IPEndPoint(OwnListeners.Plain(address), query.Port ?? query.DefaultPort);
        return new TargetSet([new TargetGroup(0, 0, query.Host, [endpoint])], false, TimeSpan.MaxValue);
    }

    private sealed record Known(TargetSet Set, long At, long? FailedAt);
}
