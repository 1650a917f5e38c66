using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>The stored form of a report.</summary>
public sealed class ReportRecord
{
    public Guid Id { get; set; }

    public Guid? TrunkId { get; set; }

    public string TrunkName { get; set; } = "";

    public string Address { get; set; } = "";

    public string Preset { get; set; } = "";

    public DoctorMode Mode { get; set; }

    public string? Destination { get; set; }

    public ActorType ByType { get; set; }

    public string ById { get; set; } = "";

    public string ByName { get; set; } = "";

    public ReportStatus Status { get; set; }

    public DoctorVerdict? Verdict { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>JSON list of <see cref="Check"/>.</summary>
    public string Checks { get; set; } = "[]";

    public string? RequestPreview { get; set; }
}
