using Microsoft.AspNetCore.Mvc;
using VoiceDock.Core.Access;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Diagnostics;

/// <summary><c>/sip-trunks/{id}/diagnose</c>: runs of the trunk doctor on a saved trunk, and their reports.</summary>
public static class DiagnosticsEndpoints
{
    private const string ReportId = "report_id";

    private static readonly (string, string) Format = ("format", "json (absent: this), or text: the report as plain text to send to whoever runs the PBX.");

    public static void MapDiagnostics(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/sip-trunks/{id}/diagnose").WithTags("Trunk doctor");
        runs.MapPost("/", StartAsync).Needs(ApiScopes.DiagnosticsRun).Takes(DiagnoseWire.Fields, creating: true, required: false).Repeatable()
            .Gives<DoctorReportAnswer>(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity)
            .Named("DiagnoseSipTrunk", "Examine a SIP trunk: begins a run and answers at once with its report, to be read again until it is done");
        runs.MapGet("/", NewestAsync).Needs(ApiScopes.DiagnosticsRun).Queries(Format).Gives<DoctorReportAnswer>()
            .Named("GetNewestDiagnosis", "Read the newest report of a SIP trunk");
        runs.MapGet($"/{{{ReportId}}}", GetAsync).Needs(ApiScopes.DiagnosticsRun).Queries(Format).Gives<DoctorReportAnswer>()
            .Named("GetDiagnosis", "Read a report");
        runs.MapDelete($"/{{{ReportId}}}", CancelAsync).Needs(ApiScopes.DiagnosticsRun).Gives<DoctorReportAnswer>().Refuses(StatusCodes.Status409Conflict)
            .Named("CancelDiagnosis", "Cancel a run; what it has found so far is kept");
    }

    private static async Task<IResult> StartAsync(
        string id, HttpContext http, TrunkStore trunks, DoctorSubjects subjects, Doctor doctor, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        if (!RouteId.TryRead(id, out var key) || !caller.SeesTrunk(key) || await trunks.FindAsync(key, cancellation) is not { } trunk)
        {
            return Answers.Refused(TrunkErrors.NotFound);
        }

        var read = await DiagnoseWire.ReadAsync(http);
        var order = read.IsOk ? DiagnoseWire.ToOrder(read.Value.Body, subjects.Of(trunk), caller.Actor) : read.Error;
        if (!order.IsOk)
        {
            return Answers.Refused(order.Error);
        }

        if (order.Value.Mode is not (DoctorMode.Silent or DoctorMode.DryRun) && !caller.Has(ApiScopes.CallsControl))
        {
            return Answers.Refused(ApiErrors.MissingScope(ApiScopes.CallsControl));
        }

        var begun = await FindInterruptedAsync(http, order.Value, doctor, cancellation) is { } earlier ? earlier : await doctor.StartAsync(order.Value, cancellation);
        return begun.IsOk ? Answers.Accepted(DoctorReportAnswer.From(begun.Value, read.Value.Warnings)) : Answers.Refused(begun.Error);
    }

    /// <summary>What an earlier request with the same Idempotency-Key began before it broke off: nothing is called twice.</summary>
    private static async Task<DoctorReport?> FindInterruptedAsync(HttpContext http, DoctorOrder order, Doctor doctor, CancellationToken cancellation) =>
        Interruption.SinceOf(http) is { } since
            ? (await doctor.ListAsync(order.Subject.TrunkId, most: 100, cancellation)).FirstOrDefault(r =>
                r.CreatedAt >= since && (r.By.Type, r.By.Id, r.Mode, r.Destination) == (order.By.Type, order.By.Id, order.Mode, order.Destination))
            : null;

    private static async Task<IResult> NewestAsync(string id, HttpContext http, Doctor doctor, CancellationToken cancellation) =>
        RouteId.TryRead(id, out var trunk) && ApiCaller.Of(http).SeesTrunk(trunk) && await doctor.NewestOfAsync(trunk, cancellation) is { } report
            ? Show(http, report)
            : Answers.Refused(DoctorErrors.NotFound);

    private static async Task<IResult> GetAsync(
        string id, [FromRoute(Name = ReportId)] string reportId, HttpContext http, Doctor doctor, CancellationToken cancellation) =>
        await FindAsync(id, reportId, http, doctor, cancellation) is { } report ? Show(http, report) : Answers.Refused(DoctorErrors.NotFound);

    private static async Task<IResult> CancelAsync(
        string id, [FromRoute(Name = ReportId)] string reportId, HttpContext http, Doctor doctor, CancellationToken cancellation)
    {
        if (await FindAsync(id, reportId, http, doctor, cancellation) is not { } report)
        {
            return Answers.Refused(DoctorErrors.NotFound);
        }

        var cancelled = doctor.Cancel(report.Id, ApiCaller.Of(http).Actor);
        if (!cancelled.IsOk)
        {
            return Answers.Refused(cancelled.Error);
        }

        if (!cancelled.Value)
        {
            return Answers.Refused(DoctorErrors.Over(report));
        }

        await doctor.WaitAsync(report.Id, cancellation);
        var ended = await doctor.FindAsync(report.Id, cancellation) ?? report;

        // it may have come to its end by itself at this very moment
        return ended.Status == ReportStatus.Done ? Answers.Refused(DoctorErrors.Over(ended)) : Answers.Ok(DoctorReportAnswer.From(ended));
    }

    private static async Task<DoctorReport?> FindAsync(string id, string reportId, HttpContext http, Doctor doctor, CancellationToken cancellation) =>
        RouteId.TryRead(id, out var trunk) && ApiCaller.Of(http).SeesTrunk(trunk)
        && RouteId.TryRead(reportId, out var key) && await doctor.FindAsync(key, cancellation) is { } report && report.TrunkId == trunk ? report : null;

    private static IResult Show(HttpContext http, DoctorReport report) => ReportFormat.Show(http.Request.Query["format"], report);
}
