using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>
/// Knows the alerts that stand, of all trunks: looks every few seconds and when calls fail too often, and has the time of running calls written.
/// Thread-safe.
/// </summary>
public sealed class TollWatch(TrunkDirectory trunks, TollMeter meter, TollAlerts alerts, CompanyDays days, TimeProvider time, ILogger<TollWatch> log) : IHostedService
{
    /// <summary>A crash loses at most this much of the time of running calls.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly LiveFeed<string, IReadOnlyList<TollAlert>> _feed = new(time);
    private IReadOnlyList<TollAlert> _standing = [];
    private ITimer? _timer;

    /// <summary>The alerts that stand now, by trunk.</summary>
    public IReadOnlyList<TollAlert> Standing => [.. trunks.All.SelectMany(Of)];

    public IReadOnlyList<TollAlert> Of(Guid trunkId) => trunks.Find(trunkId) is { } trunk ? [.. Of(trunk)] : [];

    /// <summary>Tells when the alerts changed; read <see cref="Standing"/> then.</summary>
    public LiveSubscription<string, IReadOnlyList<TollAlert>> Subscribe() => _feed.Subscribe();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        alerts.TooMany += Look;
        _timer = time.CreateTimer(_ => Tick(), null, Every, Every);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        alerts.TooMany -= Look;
        return Task.CompletedTask;
    }

    private void Tick()
    {
        meter.Accrue();
        Look();
    }

    private void Look()
    {
        lock (_gate)
        {
            var now = Standing;
            var (began, ended) = (now.Except(_standing).ToList(), _standing.Except(now).ToList());
            if (began.Count + ended.Count == 0) return;
            foreach (var alert in began) log.LogWarning("Alert for trunk {TrunkId}: {Words}", alert.TrunkId, alert.Words);
            foreach (var alert in ended) log.LogInformation("Alert for trunk {TrunkId} is over: {Kind}", alert.TrunkId, WireName.Of(alert.Kind));
            _standing = now;
            _feed.Publish("alerts", now);
        }
    }

    private IEnumerable<TollAlert> Of(Trunk trunk)
    {
        var use = meter.Today(trunk.Id);
        if (use.HasAllCalls(trunk)) yield return Alert(trunk, TollAlertKind.CallsUsedUp, $"It has placed the {trunk.MaxCallsPerDay} calls it may place a day. {NewOnes(use.Day)}");
        if (use.HasAllMinutes(trunk)) yield return Alert(trunk, TollAlertKind.MinutesUsedUp, $"It has used the {trunk.MaxMinutesPerDay} minutes it may use a day. Calls that run go on. {NewOnes(use.Day)}");
        var minutes = TollAlerts.Window.TotalMinutes;
        if (alerts.HasManyFailed(trunk.Id))
            yield return Alert(trunk, TollAlertKind.ManyFailed, $"More than {TollAlerts.MostFailed} calls over it failed within {minutes} minutes. Look at its last transfers; its password or route may be wrong, or somebody tries numbers out.");
        if (alerts.HasManyShort(trunk.Id))
            yield return Alert(trunk, TollAlertKind.ManyShort, $"More than {TollAlerts.MostShort} calls over it were shorter than {TollAlerts.ShortCall.TotalSeconds} seconds within {minutes} minutes. Look at its last transfers and at who asked for them.");
    }

    private string NewOnes(CompanyDay day) => $"New ones are refused until {days.EndInWords(day)}, unless the cap is raised.";

    private static TollAlert Alert(Trunk trunk, TollAlertKind kind, string words) => new(trunk.Id, trunk.Name, kind, words);
}
