using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Checks;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Diagnostics.Reports;

namespace VoiceDock.Core.Diagnostics;

/// <summary>
/// The doctor: begins runs, follows and cancels them, keeps their reports. One run per trunk at a time; a run goes on when who asked for it leaves.
/// Thread-safe.
/// </summary>
public sealed class Doctor : IHostedService
{
    /// <summary>A PBX may count wrong passwords for so long, and ban our address.</summary>
    public static readonly TimeSpan BanMemory = TimeSpan.FromMinutes(10);

    // Reports among which the last tries are looked for.
    private const int LooksBack = 50;

    private readonly IReadOnlyList<ICheck> _checks;
    private readonly ISipProbe _probe;
    private readonly ReportStore _reports;
    private readonly DoctorLimits _limits;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly DoctorDestinations _destinations;
    private readonly IOptions<DoctorOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Doctor> _log;
    private readonly LiveFeed<Guid, DoctorReport> _feed;
    private readonly ConcurrentDictionary<Guid, Running> _running = new();
    private readonly SemaphoreSlim _begin = new(1, 1);

    internal Doctor(
        IEnumerable<ICheck> checks, ISipProbe probe, ReportStore reports, DoctorLimits limits, DoctorDestinations destinations, Permits permits, AuditLog audit,
        IOptions<DoctorOptions> options, TimeProvider time, ILogger<Doctor> log)
    {
        _checks = [.. checks.OrderBy(c => c.Name)];
        (_probe, _reports, _limits, _destinations) = (probe, reports, limits, destinations);
        (_permits, _audit, _options, _time, _log) = (permits, audit, options, time, log);
        _feed = new LiveFeed<Guid, DoctorReport>(time);
    }

    /// <summary>Begins a run; its report is stored before anything is sent.</summary>
    /// <returns>The report as it begins, or <c>forbidden</c>, <c>doctor_running</c>, <c>rate_limit_exceeded</c>, <c>validation_failed</c> or what a transfer to the destination would be refused with.</returns>
    public async Task<Result<DoctorReport>> StartAsync(DoctorOrder order, CancellationToken ct = default)
    {
        if (_permits.Refusal(order.By, Role.Operator, "doctor.start", order.Subject.TrunkId) is { } forbidden) return forbidden;
        if (_destinations.Problem(order) is { } problem) return problem;
        await _begin.WaitAsync(ct);
        try
        {
            if (order.Subject.TrunkId is { } id && RunningOf(id) is { } other) return DoctorErrors.Running(other);
            var mine = _running.Values.Count(r => DoctorLimits.KeyOf(r.Run.Report.By) == DoctorLimits.KeyOf(order.By));
            if (_limits.TryTake(order.By, mine) is { } refusal) return refusal;
            return await BeginAsync(order);
        }
        finally
        {
            _begin.Release();
        }
    }

    /// <summary>The run of that trunk under way; null when there is none.</summary>
    public DoctorReport? RunningOf(Guid trunkId) => _running.Values.Select(r => r.Run.Report).FirstOrDefault(r => r.TrunkId == trunkId && r.Status == ReportStatus.Running);

    /// <summary>Ends a run early; what it has found so far is kept.</summary>
    /// <returns>False when that run is over or was never begun; or <c>forbidden</c>.</returns>
    public Result<bool> Cancel(Guid reportId, Actor by)
    {
        if (_permits.Refusal(by, Role.Operator, "doctor.cancel", reportId) is { } forbidden) return forbidden;
        if (!_running.TryGetValue(reportId, out var running)) return false;
        running.Cancel();
        var report = running.Run.Report;
        _audit.Note(by, "doctor.cancel", new AuditObject("trunk", report.TrunkId?.ToString(), report.TrunkName), AuditChange.Facts(new { Report = report.Id }));
        return true;
    }

    /// <summary>A report as it is now, running or kept; null when there is none.</summary>
    public async Task<DoctorReport?> FindAsync(Guid reportId, CancellationToken ct = default) =>
        _running.TryGetValue(reportId, out var running) ? running.Run.Report : await _reports.FindAsync(reportId, ct);

    /// <summary>The newest of a trunk, running or kept.</summary>
    public async Task<DoctorReport?> NewestOfAsync(Guid trunkId, CancellationToken ct = default) => (await ListAsync(trunkId, 1, ct)).FirstOrDefault();

    /// <summary>Newest first, those under way with what they have found so far.</summary>
    /// <param name="trunkId">Only of this trunk; null: of all and of what was not saved.</param>
    public async Task<IReadOnlyList<DoctorReport>> ListAsync(Guid? trunkId, int most, CancellationToken ct = default)
    {
        List<DoctorReport> now = [];
        // a row that says "running" may have been read just before its run ended
        foreach (var report in await _reports.ListAsync(trunkId, most, ct))
            now.Add(report.Status == ReportStatus.Running ? await FindAsync(report.Id, ct) ?? report : report);
        return now;
    }

    /// <summary>When this peer last refused the password lately, and has not taken one since; null when one more try is safe.</summary>
    public async Task<DateTime?> RefusedAtAsync(DoctorSubject subject, CancellationToken ct = default)
    {
        var since = _time.GetUtcNow().UtcDateTime - BanMemory;
        var tried = (await ListAsync(null, LooksBack, ct)).FirstOrDefault(r => r.Address == subject.Address && r.CreatedAt >= since && TriedThePassword(r));
        return tried is not null && tried.Checks.Any(c => c.Rule == "R08") ? tried.CreatedAt : null;
    }

    /// <summary>Tells every step of every run.</summary>
    public LiveSubscription<Guid, DoctorReport> Subscribe() => _feed.Subscribe();

    /// <summary>Completes when that run is over.</summary>
    public Task WaitAsync(Guid reportId, CancellationToken ct = default) =>
        _running.TryGetValue(reportId, out var running) ? running.Ended.WaitAsync(ct) : Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken ct) => _reports.EndAbandonedAsync(ct);

    async Task IHostedService.StopAsync(CancellationToken ct)
    {
        var open = _running.Values.ToList();
        open.ForEach(r => r.Cancel());
        await Task.WhenAll(open.Select(r => r.Ended));
    }

    private async Task<Result<DoctorReport>> BeginAsync(DoctorOrder order)
    {
        var now = _time.GetUtcNow();
        var report = Opened(order, Guid.CreateVersion7(now), now.UtcDateTime);
        await _reports.AddAsync(report);
        _audit.Note(
            order.By, "doctor.start", new AuditObject("trunk", report.TrunkId?.ToString(), report.TrunkName),
            AuditChange.Facts(new { Report = report.Id, report.Address, report.Mode, report.Destination }));
        var checks = _checks.Where(c => report.Checks.Any(r => r.Name == c.Name)).ToList();
        var run = new DoctorRun(report, new Examination(order, _probe), checks, _time, r => _feed.Publish(r.Id, r, last: r.Status != ReportStatus.Running));
        var running = new Running(run, _options.Value.LimitOf(order.Mode), _time);
        _running[report.Id] = running;
        _feed.Publish(report.Id, report);
        running.Ended = FollowAsync(running);
        return report;
    }

    private DoctorReport Opened(DoctorOrder order, Guid id, DateTime now)
    {
        var trunk = order.Subject.Trunk;
        return new DoctorReport
        {
            Id = id,
            TrunkId = order.Subject.TrunkId,
            TrunkName = trunk.Name,
            Address = order.Subject.Address,
            Preset = trunk.Preset.Slug,
            Mode = order.Mode,
            Destination = order.Destination,
            By = order.By,
            CreatedAt = now,
            Checks = [.. _checks.Where(c => order.Only is null || order.Only.Any(o => o == c.Name || o.Needs(c.Name))).Select(c => Opened(c, order.Mode))],
        };
    }

    private static bool TriedThePassword(DoctorReport report) =>
        report.Checks.Any(c => c.Rule == "R08" || c is { Name: CheckName.Credentials, Status: CheckStatus.Ok });

    private static Check Opened(ICheck check, DoctorMode mode) => check.IsPartOf(mode)
        ? new Check(check.Name)
        : new Check(check.Name) { Status = CheckStatus.Skipped, Cause = "Not part of this kind of run." };

    private async Task FollowAsync(Running running)
    {
        await Task.Yield(); // the dictionary must know it before it can end
        try
        {
            await _reports.UpdateAsync(await RunAsync(running));
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The doctor's report {Report} of {Trunk} could not be stored", running.Run.Report.Id, running.Run.Report.TrunkName);
        }
        finally
        {
            _running.TryRemove(running.Run.Report.Id, out _);
            running.Dispose();
        }
    }

    private async Task<DoctorReport> RunAsync(Running running)
    {
        try
        {
            return await running.Run.RunAsync(running.Token);
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The doctor's run {Report} of {Trunk} failed", running.Run.Report.Id, running.Run.Report.TrunkName);
            return running.Run.Fail();
        }
    }

    private sealed class Running(DoctorRun run, TimeSpan limit, TimeProvider time) : IDisposable
    {
        private readonly CancellationTokenSource _stop = new(limit, time);

        public DoctorRun Run => run;

        public CancellationToken Token => _stop.Token;

        public Task Ended { get; set; } = Task.CompletedTask;

        public void Cancel()
        {
            try
            {
                _stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // it ended by itself at this very moment
            }
        }

        public void Dispose() => _stop.Dispose();
    }
}
