using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Shows one report and follows it while it runs.</summary>
public sealed partial class LiveReport
{
    private DoctorReport? _report;
    private Guid? _asked;
    private bool _isMissing;
    private string _said = "";
    private Error? _problem;

    [Parameter, EditorRequired]
    public Guid ReportId { get; set; }

    /// <summary>Only a report of this trunk is shown; null shows any.</summary>
    [Parameter]
    public Guid? OfTrunk { get; set; }

    /// <summary>Told of every new state.</summary>
    [Parameter]
    public EventCallback<DoctorReport> OnShown { get; set; }

    /// <summary>The ways on when there is no such report.</summary>
    [Parameter]
    public RenderFragment? Missing { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    protected override void OnInitialized() => Follow(Desk.Subscribe(), NoteAsync);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == ReportId)
            return;
        _asked = ReportId;
        (_report, _isMissing, _said, _problem) = (null, false, "", null);
        var found = await Desk.FindAsync(ReportId, Left);
        if (_asked != found?.Id || (OfTrunk is not null && found?.TrunkId != OfTrunk))
        {
            _isMissing = _report is null && (found is null || _asked == found.Id);
            return;
        }
        // The feed may have been quicker than the search.
        if (_report is null)
            await ShowAsync(found!);
    }

    private Task NoteAsync(IReadOnlyList<DoctorReport> reports) =>
        reports.FirstOrDefault(r => r.Id == ReportId && (OfTrunk is null || r.TrunkId == OfTrunk)) is { } report ? ShowAsync(report) : Task.CompletedTask;

    private Task ShowAsync(DoctorReport report)
    {
        _said = Said(_report, report);
        (_report, _isMissing) = (report, false);
        return OnShown.InvokeAsync(report);
    }

    // What is new since the last state; a report that is only looked at is not read out.
    private static string Said(DoctorReport? before, DoctorReport now)
    {
        if (before is null)
            return "";
        var fresh = now.Checks.Where(c => c.IsOver && before.Checks.FirstOrDefault(b => b.Name == c.Name) is { IsOver: false }).Select(DoctorWords.Said);
        var verdict = now.Status == ReportStatus.Running ? "" : $"{DoctorWords.Verdict(now)}. {DoctorWords.Headline(now)}";
        return string.Join(' ', [.. fresh, verdict]).Trim();
    }

    private async Task StopAsync() => _problem = Desk.Cancel(ReportId, await SignedInState.GetActorAsync()).Error;
}
