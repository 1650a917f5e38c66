using System.Data.Common;
using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Runs the doctor on anything, and lists what it found. The filter is the address.</summary>
public sealed partial class DiagnosticsPage
{
    private const int MostShown = 50;
    private const int MostRead = 200;

    private ReportFilter _filter = new();
    private IReadOnlyList<DoctorReport>? _reports;

    // What was told since the page was opened: newer than what is read.
    private IReadOnlyList<DoctorReport> _told = [];
    private Guid? _readOf;
    private Error? _failed;

    /// <summary>One part of the filter; asking for it is how a page is told that its address changed. The filter reads all of it.</summary>
    [SupplyParameterFromQuery(Name = "trunk")]
    private string? OfTrunk { get; set; }

    [SupplyParameterFromQuery(Name = "verdict")]
    private string? OfVerdict { get; set; }

    [SupplyParameterFromQuery]
    private string? Address { get; set; }

    [SupplyParameterFromQuery]
    private string? Transport { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<DiagnosticsPage> Log { get; set; } = default!;

    private IReadOnlyList<DoctorReport> Shown => [.. (_reports ?? []).Where(_filter.Admits).Take(MostShown)];

    protected override void OnInitialized() => Follow(Desk.Subscribe(), Note);

    protected override async Task OnParametersSetAsync()
    {
        _filter = ReportFilter.Read(new Uri(Navigation.Uri).Query);
        if (_reports is null || _readOf != _filter.TrunkId)
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        (_failed, _readOf) = (null, _filter.TrunkId);
        try
        {
            _reports = (await Desk.ListAsync(_readOf, MostRead, Left)).With(_told, MostRead);
        }
        catch (DbException problem)
        {
            Log.LogError(problem, "The reports of the doctor could not be read");
            _failed = new Error(ErrorKind.Unavailable, "storage_unavailable", "The database did not answer. Nothing is lost; try again.");
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Note(IReadOnlyList<DoctorReport> news)
    {
        _told = _told.With(news, MostRead);
        _reports = _reports?.With(news, MostRead);
    }

    private static string? Chosen(ChangeEventArgs change) => change.Value is string { Length: > 0 } text ? text : null;

    private void Go(ReportFilter filter) => Navigation.NavigateTo("/diagnostics" + filter.ToQueryString(), replace: true);
}
