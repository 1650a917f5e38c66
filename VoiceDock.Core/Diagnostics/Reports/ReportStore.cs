using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Keeps the doctor's reports in the database, so many of each trunk. Thread-safe.</summary>
internal sealed class ReportStore(IDbContextFactory<VoiceDockDb> databases, IOptions<DoctorOptions> options, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Also deletes the oldest beyond what is kept.</summary>
    public async Task AddAsync(DoctorReport report)
    {
        await using var db = await databases.CreateDbContextAsync();
        db.Add(Written(report, new ReportRecord { Id = report.Id }));
        await db.SaveChangesAsync();
        var most = report.TrunkId is null ? options.Value.ReportsUnsaved : options.Value.ReportsPerTrunk;
        await db.Set<ReportRecord>().Where(r => r.TrunkId == report.TrunkId).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Skip(most).ExecuteDeleteAsync();
    }

    /// <summary>Nothing happens when the report was deleted meanwhile. A trunk deleted meanwhile stays unnamed by id.</summary>
    public async Task UpdateAsync(DoctorReport report)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Set<ReportRecord>().FindAsync(report.Id) is not { } row) return;
        var trunkId = row.TrunkId;
        Written(report, row).TrunkId = trunkId;
        await db.SaveChangesAsync();
    }

    public async Task<DoctorReport?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ReportRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } row ? Read(row) : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DoctorReport>> ListAsync(Guid? trunkId, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<ReportRecord>().AsNoTracking().Where(r => trunkId == null || r.TrunkId == trunkId)
            .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(most).ToListAsync(ct);
        return [.. rows.Select(Read)];
    }

    /// <summary>Runs that were under way when the program ended are cancelled.</summary>
    public async Task EndAbandonedAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        await db.Set<ReportRecord>().Where(r => r.Status == ReportStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReportStatus.Cancelled).SetProperty(r => r.FinishedAt, now), ct);
    }

    private static ReportRecord Written(DoctorReport report, ReportRecord row)
    {
        (row.TrunkId, row.TrunkName, row.Address, row.Preset) = (report.TrunkId, report.TrunkName, report.Address, report.Preset);
        (row.Mode, row.Destination, row.Status, row.Verdict) = (report.Mode, report.Destination, report.Status, report.Verdict);
        (row.ByType, row.ById, row.ByName) = (report.By.Type, report.By.Id, report.By.Name);
        (row.CreatedAt, row.FinishedAt, row.RequestPreview) = (report.CreatedAt, report.FinishedAt, report.RequestPreview);
        row.Checks = JsonSerializer.Serialize(report.Checks, Json);
        return row;
    }

    private static DoctorReport Read(ReportRecord row) => new()
    {
        Id = row.Id,
        TrunkId = row.TrunkId,
        TrunkName = row.TrunkName,
        Address = row.Address,
        Preset = row.Preset,
        Mode = row.Mode,
        Destination = row.Destination,
        By = new Actor(row.ByType, row.ById, row.ByName),
        Status = row.Status,
        Verdict = row.Verdict,
        CreatedAt = row.CreatedAt,
        FinishedAt = row.FinishedAt,
        Checks = JsonSerializer.Deserialize<IReadOnlyList<Check>>(row.Checks, Json) ?? [],
        RequestPreview = row.RequestPreview,
    };
}
