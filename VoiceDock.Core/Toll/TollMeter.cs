using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>
/// Counts the calls and minutes of each trunk and day, and holds them to its caps. Answers from memory; the journal of calls writes what changed with
/// the rows of the calls: a transfer is counted on disk before its INVITE leaves. Thread-safe.
/// </summary>
public sealed class TollMeter(IDbContextFactory<VoiceDockDb> databases, CompanyDays days, TollAlerts alerts, TimeProvider time)
{
    /// <summary>Days kept in the database.</summary>
    public const int DaysKept = 90;

    private readonly ConcurrentDictionary<Guid, TrunkGauge> _gauges = [];

    /// <summary>Tells the journal that something waits; set by it.</summary>
    internal Action Wake { get; set; } = () => { };

    public TrunkUse Today(Guid trunkId) => GaugeOf(trunkId).Read();

    /// <summary>Counts a call over a trunk that is about to be placed; what comes of it is told to the result, which must be disposed.</summary>
    /// <returns>The leg, or <c>trunk_cap_reached</c>.</returns>
    internal Result<TollLeg> Claim(Trunk trunk)
    {
        var gauge = GaugeOf(trunk.Id);
        if (gauge.TryCount(use => use.HasAllCalls(trunk) || use.HasAllMinutes(trunk), out var seen) is not { } day)
            return Refused(trunk, seen);
        return new TollLeg(gauge, day, trunk, alerts, time);
    }

    /// <summary>The refusal that a call over the trunk would get now; null when it has none.</summary>
    public Error? Refusal(Trunk trunk)
    {
        if (trunk is { MaxCallsPerDay: null, MaxMinutesPerDay: null }) return null;
        var use = Today(trunk.Id);
        return use.HasAllCalls(trunk) || use.HasAllMinutes(trunk) ? Refused(trunk, use) : null;
    }

    /// <summary>Rows that changed and are not on disk yet.</summary>
    /// <param name="withRunning">Also for the time of calls that run.</param>
    internal IReadOnlyList<TrunkDay> Waiting(bool withRunning = false)
    {
        List<TrunkDay> changed = [];
        foreach (var gauge in _gauges.Values) gauge.Collect(changed, withRunning);
        return changed;
    }

    /// <summary>These are on disk; what changed since waits on.</summary>
    internal void Written(IReadOnlyList<TrunkDay> rows)
    {
        foreach (var row in rows) GaugeOf(row.TrunkId).Written(row);
    }

    /// <summary>Counts how long calls have lasted, and has it written; so that a crash loses what ran since.</summary>
    internal void Accrue()
    {
        if (Waiting(withRunning: true).Count > 0) Wake();
    }

    /// <summary>Reads what was stored, and lets old days go; at start, before calls.</summary>
    internal async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var today = days.Today.Date;
        var oldest = TrunkDays.NameOf(today.AddDays(-DaysKept));
        await db.Set<TrunkDay>().Where(d => string.Compare(d.Day, oldest) < 0).ExecuteDeleteAsync(ct);
        // yesterday's and tomorrow's too: the clock or the zone may have been set anew
        foreach (var day in new[] { today.AddDays(-1), today, today.AddDays(1) })
        {
            var name = TrunkDays.NameOf(day);
            foreach (var row in await db.Set<TrunkDay>().AsNoTracking().Where(d => d.Day == name).ToListAsync(ct)) GaugeOf(row.TrunkId).Load(day, row);
        }
    }

    private Error Refused(Trunk trunk, TrunkUse use)
    {
        var cap = use.HasAllCalls(trunk) ? Count(trunk.MaxCallsPerDay!.Value, "call") : Count(trunk.MaxMinutesPerDay!.Value, "minute");
        return TollErrors.CapReached(trunk, cap, days.EndInWords(use.Day), use.Day.Ends, time.GetUtcNow());
    }

    private TrunkGauge GaugeOf(Guid trunkId) => _gauges.GetOrAdd(trunkId, id => new TrunkGauge(id, days, time));

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
