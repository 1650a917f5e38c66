using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.History;

/// <summary>Stored calls. The filter is the address; choosing something goes to another address.</summary>
public sealed partial class HistoryPage : IDisposable
{
    private const string Between = "between";

    private readonly CancellationTokenSource _left = new();
    private HistoryFilter _filter = new();
    private CallPage? _page;
    private Error? _failed;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private bool _between;

    /// <summary>One part of the filter; asking for it is how a page is told that its address changed. The filter reads all of it.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [Inject]
    private CallHistory Calls { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<HistoryPage> Log { get; set; } = default!;

    private string RangeValue => _filter.Last ?? (_between || _filter.From is not null || _filter.To is not null ? Between : "");

    private int LastPage => _page is null ? 1 : Math.Max(1, (_page.Total + HistoryFilter.PageSize - 1) / HistoryFilter.PageSize);

    private string Shown
    {
        get
        {
            var first = (_filter.Page - 1) * HistoryFilter.PageSize;
            var total = _page!.Total == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{_page.Total:N0} calls");
            return _page.Calls.Count == _page.Total ? total : string.Create(CultureInfo.InvariantCulture, $"{first + 1:N0} to {first + _page.Calls.Count:N0} of {total}");
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync() => _zone = await Js.GetViewerZoneAsync();

    protected override async Task OnParametersSetAsync()
    {
        var query = new Uri(Navigation.Uri).Query;
        _between &= query.Length > 0;
        _filter = HistoryFilter.Read(query);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var wanted = _filter;
        _failed = null;
        try
        {
            var page = await Calls.ListAsync(wanted.ToQuery(Time.GetUtcNow().UtcDateTime), _left.Token);
            // The answer to an older question is not shown.
            if (wanted != _filter)
                return;
            _page = page;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (DbException problem)
        {
            Log.LogError(problem, "The history could not be read");
            _failed = new Error(ErrorKind.Unavailable, "storage_unavailable", "The database did not answer. The log of VoiceDock says why.");
        }
    }

    private void Go(HistoryFilter filter) => Navigation.NavigateTo(Address(filter with { Page = 1 }));

    private void ChooseRange(ChangeEventArgs change)
    {
        var value = change.Value as string ?? "";
        _between = value == Between;
        if (!_between)
            Go(_filter with { Last = value.Length == 0 ? null : value, From = null, To = null });
        else if (_filter.Last is { } last)
            Go(_filter with { Last = null, From = Time.GetUtcNow().UtcDateTime - HistoryFilter.Ranges[last] });
    }

    private string? Local(DateTime? utc) => _zone.ToField(utc);

    private DateTime? Utc(ChangeEventArgs change) => _zone.FromField(change.Value);

    private static string Address(HistoryFilter filter) => "/history" + filter.ToQueryString();

    private static string? Tidy(ChangeEventArgs change) => (change.Value as string)?.Trim() is { Length: > 0 } text ? text : null;
}
