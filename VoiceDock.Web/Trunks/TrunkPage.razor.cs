using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Diagnostics;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>One trunk: its state, who uses it, its settings.</summary>
public sealed partial class TrunkPage
{
    /// <summary>What the page that made the trunk leaves in the history entry: run the doctor at once.</summary>
    public const string JustSaved = "trunk-just-saved";

    private readonly Nudges _changes = new();
    private IDisposable? _watch;
    private Trunk? _trunk;
    private Trunk? _form;
    private TrunkInput _input = new();
    private TrunkInput _before = new();
    private IReadOnlyList<Number> _numbers = [];
    private IReadOnlyList<TransferView> _transfers = [];
    private DoctorCard? _doctor;
    private bool _isJustSaved;
    private TrunkWay? _way;
    private TrunkRoute? _wayOf;
    private Error? _problem;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The report that is open.</summary>
    [SupplyParameterFromQuery(Name = "doctor")]
    private string? Doctor { get; set; }

    [Inject]
    private TrunkDesk Desk { get; set; } = default!;

    [Inject]
    private CallFeed Calls { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private Guid? ReportId => Guid.TryParse(Doctor, out var id) ? id : null;

    private TrunkLight? Light => Desk.Light(Id);

    private bool IsRunningPractice => Desk.IsRunningPractice(Id);

    private string CallsNow => Desk.CallsNow(Id) switch
    {
        0 => "no call on it now",
        1 => "1 call on it now",
        var count => $"{count} calls on it now",
    };

    private string Where => $"{TrunkWords.Address(_trunk!)} over UDP · {(_trunk!.IsPractice ? "practice PBX on this machine" : _trunk.Preset.Title)} · {CallsNow}";

    private string? CredentialProblem => Desk.Credentials(Id) switch
    {
        CredentialState.Locked => "It was sealed with a master key that is not here. Start VoiceDock with that key, or replace the password below.",
        CredentialState.Corrupt => "What is stored does not open any more. Replace the password below.",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        Show(Desk.Find(Id));
        _watch = Desk.Watch(_changes.Nudge);
        Follow(_changes.ReadAsync, _ => ReadAsync());
        Follow(Desk.FollowLights(), _ => { });
        Follow(Desk.FollowRegistrations(), _ => { });
        Follow(Calls.Subscribe(), NoteAsync);
        await ReadAsync();
        _isJustSaved = _trunk is not null && Navigation.HistoryEntryState == JustSaved && ReportId is null;
    }

    // DNS may take its time; the page does not wait for it.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isJustSaved && _doctor is not null)
        {
            _isJustSaved = false;
            await ExamineAsync();
        }
        if (_trunk is not { } trunk || trunk.Route == _wayOf)
            return;
        _wayOf = trunk.Route;
        try
        {
            _way = await Desk.WayAsync(trunk, Left);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    protected override ValueTask OnLeftAsync()
    {
        _watch?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Show(Trunk? trunk)
    {
        _trunk = trunk;
        if (trunk is null)
            return;
        if (_form is null || _form.UpdatedAt != trunk.UpdatedAt)
            (_form, _before, _input) = (trunk, Form(trunk), Form(trunk));
    }

    // An own user for the digest is only shown when there is one.
    private static TrunkInput Form(Trunk trunk)
    {
        var input = TrunkInput.From(trunk);
        if (input.AuthUsername == input.Username)
            input.AuthUsername = null;
        return input;
    }

    // What is typed stays when somebody else changes the trunk; saving sends only the fields that were changed here.
    private async Task ReadAsync()
    {
        var now = Desk.Find(Id);
        if (now is null || _trunk is null || TrunkPatch.Between(_before, _input).IsEmpty)
            Show(now);
        else
            _trunk = now;
        _numbers = Desk.NumbersOf(Id);
        _transfers = await Desk.TransfersAsync(Id, Left);
    }

    private async Task NoteAsync(IReadOnlyList<CallView> calls)
    {
        if (calls.Any(c => c.Transfers.Any(t => t.TrunkId == Id)))
            _transfers = Merge(await Desk.TransfersAsync(Id, Left), calls);
    }

    // The feed is ahead of what is stored.
    private IReadOnlyList<TransferView> Merge(IReadOnlyList<TransferView> stored, IReadOnlyList<CallView> calls)
    {
        var fresh = calls.SelectMany(c => c.Transfers).Where(t => t.TrunkId == Id).ToDictionary(t => t.Id);
        return [.. fresh.Values.Concat(stored.Where(t => !fresh.ContainsKey(t.Id))).OrderByDescending(t => t.CreatedAt).Take(TrunkDesk.MostTransfers)];
    }

    private async Task<Error?> SaveAsync()
    {
        var saved = await Desk.UpdateAsync(Id, TrunkPatch.Between(_before, _input), await SignedInState.GetActorAsync());
        if (!saved.IsOk)
            return saved.Error;
        Show(saved.Value);
        Snackbar.Add($"Trunk '{saved.Value.Name}' is saved.", Severity.Normal);
        return null;
    }

    private Task ExamineAsync() => _doctor?.RunAsync() ?? Task.CompletedTask;

    // The light is a check of its own; it need not wait for its turn.
    private async Task RefreshLightAsync()
    {
        if (_trunk is not { IsActive: true } trunk)
            return;
        try
        {
            // Who may run the doctor may check as well; a refusal was shown by its card.
            await Desk.CheckAsync(trunk, await SignedInState.GetActorAsync(), Left);
            _wayOf = null;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private async Task DeleteAsync()
    {
        var practice = IsRunningPractice;
        var consequence = TrunkWords.DeleteConsequence([.. _numbers.Select(n => PhoneNumber.ToReadable(n.Label))], Desk.CallsNow(Id));
        var question = practice ? "Stop the practice PBX?" : $"Delete trunk '{_trunk!.Name}'?";
        if (!await Dialogs.ConfirmAsync(question, practice ? $"Its trunk goes with it. {consequence}" : consequence, practice ? "Stop practice PBX" : "Delete trunk", "Keep it"))
            return;
        var deleted = await Desk.DeleteAsync(Id, await SignedInState.GetActorAsync());
        _problem = deleted.Error;
        if (!deleted.IsOk)
            return;
        Snackbar.Add(practice ? "The practice PBX is stopped." : $"Trunk '{_trunk!.Name}' is deleted.", Severity.Normal);
        Navigation.NavigateTo("/trunks");
    }
}
