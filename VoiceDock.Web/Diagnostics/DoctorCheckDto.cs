using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>One check of a report as clients see it.</summary>
public sealed record DoctorCheckDto
{
    public required string Name { get; init; }

    /// <summary>pending, running, ok, warning, problem or skipped.</summary>
    public required string Status { get; init; }

    public required int? TookMs { get; init; }

    /// <summary>In short, at most 200 characters; null when nothing was sent.</summary>
    public required string? Sent { get; init; }

    public required string? Received { get; init; }

    /// <summary>What it means.</summary>
    public required string? Cause { get; init; }

    /// <summary>What to change; null when there is nothing to change.</summary>
    public required string? Fix { get; init; }

    /// <summary>Where to change it: here, there or network.</summary>
    public required string? Side { get; init; }

    /// <summary>R01 to R27; null for a plain success.</summary>
    public required string? Rule { get; init; }

    /// <summary>What was found besides, a line each.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    public static DoctorCheckDto From(Check check) => new()
    {
        Name = WireName.Of(check.Name),
        Status = WireName.Of(check.Status),
        TookMs = check.TookMs,
        Sent = check.Sent,
        Received = check.Received,
        Cause = check.Cause,
        Fix = check.Fix,
        Side = check.Side is { } side ? WireName.Of(side) : null,
        Rule = check.Rule,
        Facts = check.Facts,
    };
}
