using System.Text.Json.Serialization;
using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>One report of the trunk doctor.</summary>
public sealed record DoctorReportAnswer(
    DoctorReportDto Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    public static DoctorReportAnswer From(DoctorReport report, IReadOnlyList<string>? warnings = null) => new(DoctorReportDto.From(report), warnings);
}
