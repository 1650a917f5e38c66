using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>
/// Asks every active trunk for a sign of life at its interval, oftener while it is suspect. One timer per trunk and never two probes of one trunk at
/// once, also when somebody checks it by hand at the same time. Thread-safe.
/// </summary>
/// <param name="chance">An even draw from 0 up to 1, for the jitter.</param>
internal sealed class TrunkHealthMonitor(
    TrunkDirectory trunks, TrunkLights lights, TrunkRegistrations registrations, TrunkChecker checker, IOptions<TrunkHealthOptions> options, Func<double> chance, TimeProvider time,
    ILogger<TrunkHealthMonitor> log) : IHostedService
{
    /// <summary>First probes are spread over this time.</summary>
    public static readonly TimeSpan FirstWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Watch> _watches = [];
    private readonly CancellationTokenSource _stopping = new();

    public Task StartAsync(CancellationToken ct)
    {
        trunks.Changed += OnTrunk;
        lights.Noted += OnNoted;
        registrations.Noted += OnRegistration;
        foreach (var trunk in trunks.All) Begin(trunk, FirstWithin);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken ct)
    {
        trunks.Changed -= OnTrunk;
        lights.Noted -= OnNoted;
        registrations.Noted -= OnRegistration;
        await _stopping.CancelAsync();
        List<Watch> ended;
        lock (_gate)
        {
            ended = [.. _watches.Values];
            _watches.Clear();
        }

        ended.ForEach(w => w.Timer.Dispose());
        await Task.WhenAll(ended.Select(w => w.Probe));
    }

    private void OnTrunk(TrunkChange change)
    {
        lock (_gate)
        {
            if (_watches.Remove(change.Trunk.Id, out var watch)) watch.Timer.Dispose();
        }

        // somebody is looking at it: soon, but after the check the page itself may ask for
        if (change.Kind != TrunkChangeKind.Deleted) Begin(change.Trunk, TimeSpan.FromSeconds(1));
    }

    // A call that found nobody makes the next probe due soon; what a check of the console found, the same.
    private void OnNoted(TrunkLight light)
    {
        if (light.Health.Actual != HealthState.Suspect) return;
        lock (_gate)
        {
            if (_watches.TryGetValue(light.TrunkId, out var watch) && !watch.IsProbing && DueIn(watch) > options.Value.SuspectInterval)
                Set(watch, options.Value.SuspectInterval);
        }
    }

    // Either way round it needs an answer of the other side: to our REGISTER, or to our challenge of theirs.
    private void OnRegistration(TrunkRegistration registration)
    {
        if (registration.State == TrunkRegistrationState.Registered && trunks.Find(registration.TrunkId) is { } trunk)
            lights.NoteAnswer(trunk, 200, trunk.Register ? "It accepted our registration." : registration.Reason ?? "It registered with us.");
    }

    private void Begin(Trunk trunk, TimeSpan within)
    {
        var interval = options.Value.IntervalOf(trunk);
        if (!trunk.IsActive || interval <= TimeSpan.Zero) return;
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested || _watches.ContainsKey(trunk.Id)) return;
            var watch = new Watch { Trunk = trunk };
            watch.Timer = time.CreateTimer(_ => OnDue(watch), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _watches[trunk.Id] = watch;
            Set(watch, (within < interval ? within : interval) * chance());
        }
    }

    private void OnDue(Watch watch)
    {
        lock (_gate)
        {
            if (watch.IsProbing || _watches.GetValueOrDefault(watch.Trunk.Id) != watch) return;
            watch.IsProbing = true;
            watch.Probe = ProbeAsync(watch);
        }
    }

    private async Task ProbeAsync(Watch watch)
    {
        await Task.Yield(); // out of the lock
        try
        {
            await checker.CheckAsync(trunks.Find(watch.Trunk.Id) ?? watch.Trunk, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            log.LogError(e, "Trunk {Trunk} could not be checked; it is tried again at its interval", watch.Trunk.Name);
        }

        lock (_gate)
        {
            watch.IsProbing = false;
            if (_watches.GetValueOrDefault(watch.Trunk.Id) == watch) Set(watch, NextIn(watch.Trunk));
        }
    }

    private TimeSpan NextIn(Trunk trunk)
    {
        var interval = options.Value.IntervalOf(trunk);
        var jittered = interval * (1 + (options.Value.JitterPercent / 100 * ((2 * chance()) - 1)));
        return lights.HealthOf(trunk.Id).Actual == HealthState.Suspect && options.Value.SuspectInterval < jittered ? options.Value.SuspectInterval : jittered;
    }

    private TimeSpan DueIn(Watch watch) => time.GetElapsedTime(time.GetTimestamp(), watch.DueAt);

    private void Set(Watch watch, TimeSpan due)
    {
        watch.DueAt = time.GetTimestamp() + (long)(due.TotalSeconds * time.TimestampFrequency);
        watch.Timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private sealed class Watch
    {
        public required Trunk Trunk { get; init; }

        public ITimer Timer { get; set; } = null!;

        public long DueAt { get; set; }

        public bool IsProbing { get; set; }

        /// <summary>The last one; for the end of the program.</summary>
        public Task Probe { get; set; } = Task.CompletedTask;
    }
}
