using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Diagnostics;

/// <summary>The doctor on a trunk's page. Which report is open is the page's address.</summary>
public sealed partial class DoctorCard
{
    private ElementReference _title;
    private IReadOnlyList<DoctorReport>? _reports;
    private DoctorReport? _open;
    private Guid? _seenRunning;
    private Error? _refusal;
    private bool _wasWithDestination;
    private bool _isStarting;

    [Parameter, EditorRequired]
    public Trunk Trunk { get; set; } = default!;

    /// <summary>The report the address asks for; null shows the newest in short.</summary>
    [Parameter]
    public Guid? ReportId { get; set; }

    /// <summary>A run was begun here.</summary>
    [Parameter]
    public EventCallback OnBegun { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private DoctorStart Start { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // A run that was met here stays on the screen when it is over.
    private Guid? Open => ReportId ?? _seenRunning;

    private bool IsRunning => _reports is [{ Status: ReportStatus.Running }, ..];

    private bool IsBusy => _isStarting || IsRunning;

    /// <summary>Runs the doctor on the trunk as it is saved now, and opens the report. Call it from the UI.</summary>
    public async Task RunAsync(DoctorMode mode = DoctorMode.Silent, string? destination = null)
    {
        if (IsBusy)
            return;
        _isStarting = true;
        (_refusal, _wasWithDestination) = (null, destination is not null);
        var begun = await Start.StartAsync(Desk.Of(Desk.Trunk(Trunk.Id) ?? Trunk), mode, destination);
        _isStarting = false;
        StateHasChanged();
        if (begun is not { } result)
            return;
        if (result.IsOk)
            Note([result.Value]);
        _refusal = result.Error;
        if (!result.IsOk)
            return;
        Navigation.NavigateTo(HrefOf(result.Value), replace: true);
        // It may have been asked for from the end of the page.
        await _title.FocusAsync();
        await OnBegun.InvokeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        Follow(Desk.Subscribe(), Note);
        var reports = await Desk.ListAsync(Trunk.Id, DoctorDesk.MostOfTrunk, Left);
        _reports = reports.With(_reports ?? [], DoctorDesk.MostOfTrunk);
        Meet();
    }

    private string HrefOf(DoctorReport report) => $"/trunks/{Trunk.Id}?doctor={report.Id}";

    private void Note(IReadOnlyList<DoctorReport> reports)
    {
        var own = reports.Where(r => r.TrunkId == Trunk.Id).ToList();
        if (own.Count == 0)
            return;
        _reports = (_reports ?? []).With(own, DoctorDesk.MostOfTrunk);
        Meet();
    }

    private void Meet()
    {
        if (_reports is [{ Status: ReportStatus.Running } running, ..])
            _seenRunning = running.Id;
    }
}
