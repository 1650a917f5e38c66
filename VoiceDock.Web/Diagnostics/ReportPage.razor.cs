using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Diagnostics;

/// <summary>One report by its link, running or kept.</summary>
public sealed partial class ReportPage
{
    private DoctorReport? _report;
    private Error? _refusal;
    private bool _isStarting;

    [Parameter]
    public Guid ReportId { get; set; }

    /// <summary>The report this one is compared with.</summary>
    [SupplyParameterFromQuery]
    private string? With { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private DoctorStart Start { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private Trunk? Trunk => Desk.Trunk(_report?.TrunkId);

    private Guid? WithId => Guid.TryParse(With, out var id) ? id : null;

    private string? Lead => _report is null ? null : $"{DoctorWords.Address(_report)}{(DoctorWords.Kind(_report) is { } kind ? $" · {kind}" : "")}";

    private string AgainHref
    {
        get
        {
            var parts = _report!.Address.Split(' ', 2);
            return QueryHelpers.AddQueryString("/diagnostics", new Dictionary<string, string?> { ["address"] = parts[^1], ["transport"] = parts[0] });
        }
    }

    protected override void OnParametersSet()
    {
        if (_report?.Id != ReportId)
            (_report, _refusal) = (null, null);
    }

    private void Show(DoctorReport report) => _report = report;

    private async Task RunAsync(DoctorMode mode, string? destination)
    {
        if (_isStarting || Trunk is not { } trunk)
            return;
        _isStarting = true;
        _refusal = null;
        var begun = await Start.StartAsync(Desk.Of(trunk), mode, destination);
        _isStarting = false;
        _refusal = begun?.Error;
        if (begun is { IsOk: true } result)
            Navigation.NavigateTo($"/diagnostics/{result.Value.Id}");
    }
}
