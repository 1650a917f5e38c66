using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics;

/// <summary>A run of checks and what it found so far. Immutable; holds no secret.</summary>
public sealed record DoctorReport
{
    public required Guid Id { get; init; }

    /// <summary>Null for settings that are not saved, and for a trunk that is gone.</summary>
    public Guid? TrunkId { get; init; }

    /// <summary>The trunk's name then; the address itself for one that was not saved.</summary>
    public required string TrunkName { get; init; }

    /// <summary>Transport and address as set up: <c>udp pbx.example.com:5060</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Slug of the preset, whose words the report speaks.</summary>
    public required string Preset { get; init; }

    public required DoctorMode Mode { get; init; }

    /// <summary>As asked; null without one.</summary>
    public string? Destination { get; init; }

    public required Actor By { get; init; }

    public ReportStatus Status { get; init; }

    /// <summary>Null while it runs.</summary>
    public DoctorVerdict? Verdict { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>All that run, in order; those not yet begun are pending.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>The message a transfer to the destination would send, without credentials; null without a destination.</summary>
    public string? RequestPreview { get; init; }

    /// <summary>The check that says what is the matter: the first problem, else the first warning, else the first remark of a rule; null when there is none.</summary>
    public Check? FirstCause =>
        Checks.FirstOrDefault(c => c.Status == CheckStatus.Problem) ?? Checks.FirstOrDefault(c => c.Status == CheckStatus.Warning)
        ?? Checks.FirstOrDefault(c => c.Rule is not null);
}
