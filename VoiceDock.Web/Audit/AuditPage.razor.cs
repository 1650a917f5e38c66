using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Audit;

/// <summary>The audit log, for administrators. The filter is the address; choosing something goes to another address.</summary>
public sealed partial class AuditPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private AuditFilter _filter = new();
    private AuditEntries? _page;
    private Error? _failed;
    private Error? _refused;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>One part of the filter; asking for it is how a page is told that its address changed. The filter reads all of it.</summary>
    [SupplyParameterFromQuery(Name = "who")]
    private string? Who { get; set; }

    [Inject]
    private AuditBook Book { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private ILogger<AuditPage> Log { get; set; } = default!;

    private string Shown
    {
        get
        {
            var first = (_filter.Page - 1) * AuditFilter.PageSize;
            var total = _page!.Total switch
            {
                1 => "1 entry",
                >= AuditBook.MostCounted => string.Create(CultureInfo.InvariantCulture, $"{AuditBook.MostCounted:N0} entries or more"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{_page.Total:N0} entries"),
            };
            return _page.Entries.Count == _page.Total ? total : string.Create(CultureInfo.InvariantCulture, $"{first + 1:N0} to {first + _page.Entries.Count:N0} of {total}");
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
        _filter = AuditFilter.Read(new Uri(Navigation.Uri).Query);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var wanted = _filter;
        _failed = null;
        try
        {
            var actor = await SignedInState.GetActorAsync();
            var read = await Book.ListAsync(wanted.ToQuery(), (wanted.Page - 1) * AuditFilter.PageSize, AuditFilter.PageSize, actor, _left.Token);
            // The answer to an older question is not shown.
            if (wanted != _filter)
                return;
            (_refused, _page) = (read.Error, read.IsOk ? read.Value : null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (DbException problem)
        {
            Log.LogError(problem, "The audit log could not be read");
            _failed = new Error(ErrorKind.Unavailable, "storage_unavailable", "The database did not answer. The log of VoiceDock says why.");
        }
    }

    private void Go(AuditFilter filter) => Navigation.NavigateTo(Address(filter with { Page = 1 }));

    private static string Address(AuditFilter filter) => "/settings/audit" + filter.ToQueryString();

    private static string? Tidy(ChangeEventArgs change) => (change.Value as string)?.Trim() is { Length: > 0 } text ? text : null;
}
