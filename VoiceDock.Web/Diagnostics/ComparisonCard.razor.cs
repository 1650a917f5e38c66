using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Compares a report that is over with another one; which one is the page's address.</summary>
public sealed partial class ComparisonCard : IDisposable
{
    private const int MostOffered = 20;
    private const int MostRead = 100;

    private readonly CancellationTokenSource _left = new();
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private ReportComparison? _comparison;
    private Guid? _readOf;
    private Guid? _readWith;
    private bool _isReading;

    [Parameter, EditorRequired]
    public DoctorReport Report { get; set; } = default!;

    /// <summary>The other one; null while none is chosen.</summary>
    [Parameter]
    public Guid? With { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private IReadOnlyList<DoctorReport> Others { get; set; } = [];

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync() => _zone = await Js.GetViewerZoneAsync();

    protected override async Task OnParametersSetAsync()
    {
        if ((_readOf, _readWith) == (Report.Id, With))
            return;
        (_readOf, _readWith, _isReading, _comparison) = (Report.Id, With, true, null);
        try
        {
            var all = await Desk.ListAsync(Report.TrunkId, MostRead, _left.Token);
            Others = [.. all.Where(r => r.Id != Report.Id && r.Status != ReportStatus.Running && ReportComparison.AreComparable(r, Report)).Take(MostOffered)];
            if (With is { } id && await Desk.FindAsync(id, _left.Token) is { } other && other.Id != Report.Id && ReportComparison.AreComparable(other, Report))
                _comparison = other.CreatedAt <= Report.CreatedAt ? ReportComparison.Between(other, Report) : ReportComparison.Between(Report, other);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        _isReading = false;
    }

    // An option of a list cannot hold an element that the browser writes.
    private string Moment(DoctorReport report) =>
        TimeZoneInfo.ConvertTimeFromUtc(report.CreatedAt, _zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Trend(ChangeTrend trend) => trend switch
    {
        ChangeTrend.Better => "Better.",
        ChangeTrend.Worse => "Worse.",
        _ => "Different.",
    };

    private void Choose(ChangeEventArgs change) =>
        Navigation.NavigateTo($"/diagnostics/{Report.Id}" + (change.Value is string { Length: > 0 } id ? $"?with={id}" : ""), replace: true);
}
