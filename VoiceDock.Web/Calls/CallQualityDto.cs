using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Web.Calls;

public sealed record CallQualityAnswer(CallQualityDto Quality);

/// <summary>How the audio of a call's legs did over time, as clients see it.</summary>
public sealed record CallQualityDto(Guid CallId, IReadOnlyList<LegQualityDto> Legs)
{
    public static CallQualityDto From(Guid callId, IReadOnlyList<LegQualitySeries>? legs) => new(callId, [.. (legs ?? []).Select(LegQualityDto.From)]);
}

/// <param name="Name">As in the SIP trace: caller, destination 1 and so on.</param>
/// <param name="TransferId">Null for the caller.</param>
/// <param name="StepSeconds">What one point stands for; more than 1 where a long call was thinned.</param>
public sealed record LegQualityDto(string Name, Guid? TransferId, DateTime StartedAt, int StepSeconds, IReadOnlyList<QualityPointDto> Points)
{
    public static LegQualityDto From(LegQualitySeries leg) => new(
        leg.Leg, leg.TransferId, leg.StartedAt, leg.StepSeconds, [.. leg.Points.Select((p, i) => QualityPointDto.From(p, i * leg.StepSeconds))]);
}

/// <param name="Second">Seconds from the leg's start to the beginning of this step.</param>
/// <param name="Mos">1 to 4.4, the lowest of the step; null when nothing was heard.</param>
/// <param name="LossPercent">0 to 100; null when nothing was heard.</param>
/// <param name="JitterMs">The highest of the step; null when nothing was heard.</param>
/// <param name="Packets">Received.</param>
public sealed record QualityPointDto(int Second, double? Mos, double? LossPercent, double? JitterMs, int Packets, int Lost)
{
    public static QualityPointDto From(QualityPoint point, int second) => new(
        second,
        point.Mos is { } mos ? Math.Round(mos, 2) : null,
        point.LossPercent is { } loss ? Math.Round(loss, 2) : null,
        point.Received == 0 ? null : Math.Round(point.JitterMs, 1),
        point.Received,
        point.Lost);
}
