using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Web.Calls;

namespace VoiceDock.Web.Diagnostics;

/// <summary>A run of the trunk doctor as clients see it, as far as it has come.</summary>
public sealed record DoctorReportDto
{
    public required Guid Id { get; init; }

    public required Guid? TrunkId { get; init; }

    /// <summary>The trunk's name then.</summary>
    public required string TrunkName { get; init; }

    /// <summary>Transport and address as set up then.</summary>
    public required string Address { get; init; }

    public required string Mode { get; init; }

    public required string? Destination { get; init; }

    /// <summary>running, done or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>The worst of the checks: ok, warning or problem; null while it runs.</summary>
    public required string? Verdict { get; init; }

    public required RequesterDto RequestedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }

    /// <summary>All of this run in their order; those to come are pending.</summary>
    public required IReadOnlyList<DoctorCheckDto> Checks { get; init; }

    /// <summary>The message a transfer to the destination would send, without credentials; null without a destination.</summary>
    public required string? RequestPreview { get; init; }

    public static DoctorReportDto From(DoctorReport report) => new()
    {
        Id = report.Id,
        TrunkId = report.TrunkId,
        TrunkName = report.TrunkName,
        Address = report.Address,
        Mode = WireName.Of(report.Mode),
        Destination = report.Destination,
        Status = WireName.Of(report.Status),
        Verdict = report.Verdict is { } verdict ? WireName.Of(verdict) : null,
        RequestedBy = new RequesterDto(WireName.Of(report.By.Type), report.By.Name),
        CreatedAt = report.CreatedAt,
        FinishedAt = report.FinishedAt,
        Checks = [.. report.Checks.Select(DoctorCheckDto.From)],
        RequestPreview = report.RequestPreview,
    };
}
