using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Numbers;

/// <summary>All numbers, live or idle, with what stands in their way.</summary>
public sealed partial class NumbersPage
{
    private static readonly DialogOptions Wide = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };

    private readonly Nudges _changes = new();
    private readonly Dictionary<Guid, CallView> _live = [];
    private readonly Dictionary<Guid, DateTime> _lastCalls = [];
    private IReadOnlyList<Number>? _numbers;
    private Error? _problem;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [Inject]
    private NumberStore Store { get; set; } = default!;

    [Inject]
    private NumberDirectory Directory { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private AssistantDirectory Assistants { get; set; } = default!;

    [Inject]
    private CallFeed Calls { get; set; } = default!;

    [Inject]
    private CallHistory History { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<Number> Shown => [.. (_numbers ?? []).Where(Matches)];

    protected override async Task OnInitializedAsync()
    {
        Directory.Changed += _changes.Nudge;
        Assistants.Changed += _changes.Nudge;
        Trunks.Changed += OnTrunkChanged;
        Follow(_changes.ReadAsync, _ => ReadAsync());
        Note(Follow(Calls.Subscribe(), Note));
        await ReadAsync();
    }

    protected override ValueTask OnLeftAsync()
    {
        Directory.Changed -= _changes.Nudge;
        Assistants.Changed -= _changes.Nudge;
        Trunks.Changed -= OnTrunkChanged;
        return ValueTask.CompletedTask;
    }

    private void OnTrunkChanged(TrunkChange change) => _changes.Nudge();

    private async Task ReadAsync()
    {
        foreach (var (number, at) in await History.LastCallsAsync(Left))
            Heard(number, at);
        _numbers = [.. (await Store.ListAsync(Left)).OrderBy(n => n.PhoneNumber, StringComparer.Ordinal)];
    }

    private void Note(IReadOnlyList<CallView> calls)
    {
        foreach (var call in calls)
        {
            if (call.State.IsLive())
                _live[call.Id] = call;
            else
                _live.Remove(call.Id);
            if (call.NumberId is { } number)
                Heard(number, call.CreatedAt);
        }
    }

    private void Heard(Guid number, DateTime at)
    {
        if (!_lastCalls.TryGetValue(number, out var known) || known < at)
            _lastCalls[number] = at;
    }

    private int LiveOn(Number number) => _live.Values.Count(c => c.NumberId == number.Id);

    private DateTime? LastCallOf(Number number) => _lastCalls.TryGetValue(number.Id, out var at) ? at : null;

    private bool Matches(Number number) => string.IsNullOrWhiteSpace(Search) || new[] { number.PhoneNumber, NumberWords.Readable(number), number.Name, number.Assistant?.Name, number.TransferTrunk?.Name }
        .Any(text => text?.Contains(Search.Trim(), StringComparison.CurrentCultureIgnoreCase) == true);

    private void SearchFor(string? text) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private async Task EditAsync(Number? number)
    {
        var parameters = new DialogParameters<NumberDialog> { { d => d.Number, number } };
        var dialog = await Dialogs.ShowAsync<NumberDialog>(number is null ? "Register number" : $"Change {NumberWords.Readable(number)}", parameters, Wide);
        if (await dialog.Result is { Canceled: false, Data: Number saved })
            Snackbar.Add($"{NumberWords.Readable(saved)} is saved.", Severity.Normal);
        await ReadAsync();
    }

    private async Task DeleteAsync(Number number)
    {
        if (!await Dialogs.ConfirmAsync($"Delete {NumberWords.Title(number)}?", NumberWords.DeleteConsequence(LiveOn(number)), "Delete number", "Keep it"))
            return;
        _problem = (await Store.DeleteAsync(number.Id, await SignedInState.GetActorAsync())).Error;
        if (_problem is null)
            Snackbar.Add($"{NumberWords.Readable(number)} is deleted.", Severity.Normal);
        await ReadAsync();
    }
}
