using Microsoft.Extensions.Primitives;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Diagnostics;

/// <summary>A report in the form a reader asks for.</summary>
internal static class ReportFormat
{
    private const string Json = "json", Text = "text";

    /// <param name="format">As in the address; absent is JSON.</param>
    public static IResult Show(StringValues format, DoctorReport report) => (format.Count == 0 ? Json : (string?)format) switch
    {
        Json => Answers.Ok(DoctorReportAnswer.From(report)),
        Text => TypedResults.Text(ReportText.Write(report), "text/plain; charset=utf-8"),
        _ => Answers.Refused(Error.Validation([("format", $"must be {Json} or {Text}")])),
    };
}
