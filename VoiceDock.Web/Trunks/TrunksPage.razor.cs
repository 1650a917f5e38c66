using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>All trunks with their lights. Search and order are the address.</summary>
public sealed partial class TrunksPage
{
    private readonly HashSet<Guid> _checking = [];
    private readonly Nudges _changes = new();
    private IReadOnlyList<TrunkLine>? _lines;
    private TrunkListView _view = new();
    private Error? _problem;

    /// <summary>One part of the view; asking for it is how a page is told that its address changed. The view reads all of it.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [Inject]
    private TrunkLines Source { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private TrunkLights Lights { get; set; } = default!;

    [Inject]
    private TrunkRegistrations Registrations { get; set; } = default!;

    [Inject]
    private TrunkChecker Checker { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private CallFeed Calls { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<TrunkLine> Shown => _view.Apply(_lines ?? []);

    protected override async Task OnInitializedAsync()
    {
        Trunks.Changed += OnTrunkChanged;
        Numbers.Changed += _changes.Nudge;
        Follow(_changes.ReadAsync, _ => ReadAsync());
        Follow(Lights.Subscribe(), _ => Compose());
        Follow(Registrations.Subscribe(), _ => Compose());
        Source.Note(Follow(Calls.Subscribe(), Note));
        await ReadAsync();
    }

    protected override void OnParametersSet() => _view = TrunkListView.Read(new Uri(Navigation.Uri).Query);

    protected override ValueTask OnLeftAsync()
    {
        Trunks.Changed -= OnTrunkChanged;
        Numbers.Changed -= _changes.Nudge;
        return ValueTask.CompletedTask;
    }

    private void OnTrunkChanged(TrunkChange change) => _changes.Nudge();

    private async Task ReadAsync()
    {
        await Source.ReadAsync(Left);
        Compose();
    }

    private void Note(IReadOnlyList<CallView> calls)
    {
        Source.Note(calls);
        if (_lines is not null)
            Compose();
    }

    private void Compose() => _lines = Source.Now;

    private void Search(string? text) =>
        Navigation.NavigateTo("/trunks" + (_view with { Search = text?.Trim() is { Length: > 0 } tidy ? tidy : null }).ToQueryString(), replace: true);

    private async Task CheckAsync(Trunk trunk)
    {
        if (!_checking.Add(trunk.Id))
            return;
        try
        {
            _problem = (await Checker.CheckAsync(trunk, await SignedInState.GetActorAsync(), Left)).Error;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _checking.Remove(trunk.Id);
        }
        Compose();
    }
}
