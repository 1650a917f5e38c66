using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Live;

/// <summary>One call of a live screen with its commands. Renders when its row's stamp grows or a command of its own is under way.</summary>
public sealed partial class LiveCall
{
    private ElementReference _transfer;
    private ElementReference _say;
    private long _shown = -1;
    private bool _busy;
    private bool _changed;
    private Error? _refused;
    private string? _refusedWhat;
    private bool _mayControl;

    [Parameter, EditorRequired]
    public BoardRow Row { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? SignedInPerson { get; set; }

    [Inject]
    private CallDesk Desk { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignIn { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private CallView Call => Row.Call;

    private CallHolder Holder => CallWords.Holder(Call);

    private string HolderIcon => Holder.IsDestination ? Icons.Material.Outlined.Person : Icons.Material.Outlined.SupportAgent;

    // What is true now comes before what went wrong before.
    private bool ShowsFailure => Row.ShowsFailure && !Call.OnHold;

    private string StateText => ShowsFailure ? "Transfer failed" : CallWords.State(Call);

    private Tone StateTone => ShowsFailure ? Tone.Down : CallWords.Tone(Call);

    private string Label => $"{CallWords.Caller(Call)} to {CallWords.Called(Call)}, {StateText}";

    private string HoldWord => Call.OnHold ? "Resume" : "Hold";

    private string HoldTitle => Call.OnHold ? "Resume: the assistant goes on (h)" : "Hold: the caller hears music (h)";

    private string HoldIcon => Call.OnHold ? Icons.Material.Outlined.PlayArrow : Icons.Material.Outlined.Pause;

    private LegQuality? FarQuality => Call.ActiveTransfer?.State.IsAnswered() == true || Row.IsOver ? Call.FarQuality : null;

    protected override async Task OnParametersSetAsync()
    {
        var mayControl = SignedInPerson is not null && (await SignedInPerson).User.Holds(Role.Operator);
        _changed |= mayControl != _mayControl;
        _mayControl = mayControl;
    }

    protected override bool ShouldRender()
    {
        var due = _changed || _shown != Row.Stamp;
        (_shown, _changed) = (Row.Stamp, false);
        return due;
    }

    private void ToggleForm()
    {
        Refuse(null, null);
        if (Row.FormOpen)
            Row.CloseForm();
        else
            Row.OpenForm();
    }

    private async Task CloseFormAsync()
    {
        Row.CloseForm();
        StateHasChanged();
        await _transfer.FocusAsync();
    }

    private void ToggleSay()
    {
        Refuse(null, null);
        if (Row.SayOpen)
            Row.CloseForm();
        else
            Row.OpenSay();
    }

    private async Task CloseSayAsync()
    {
        Row.CloseForm();
        StateHasChanged();
        await _say.FocusAsync();
    }

    private async Task<Error?> SayAsync(string text, bool endAfter)
    {
        var result = await Desk.SayAsync(Call.Id, text, endAfter, await ActorAsync());
        if (result.IsOk)
            await CloseSayAsync();
        return result.Error;
    }

    private Task HoldAsync() => Call.OnHold
        ? CommandAsync("The caller is still on hold", async by => (await Desk.ResumeAsync(Call.Id, by)).Error)
        : CommandAsync("The caller was not put on hold", async by => (await Desk.HoldAsync(Call.Id, by)).Error);

    private void Dismiss() => Row.Dismiss();

    private async Task<Error?> StartAsync(TransferOrder order)
    {
        var result = await Desk.TransferAsync(Call.Id, order, await ActorAsync());
        if (!result.IsOk)
            return result.Error;
        Row.CloseForm();
        Follow();
        return null;
    }

    private Task RetryAsync()
    {
        var last = Row.Transfer!;
        var order = new TransferOrder(last.Destination, last.Message, last.DestinationName, Again: true);
        return CommandAsync("The transfer was not started", async by => (await Desk.TransferAsync(Call.Id, order, by)).Error);
    }

    private Task CancelAsync() =>
        CommandAsync("The transfer was not cancelled", async by => (await Desk.CancelTransferAsync(Call.Id, Call.ActiveTransfer?.Id, by)).Error);

    private Task TakeBackAsync() =>
        CommandAsync("The caller was not taken back", async by => (await Desk.TakeBackAsync(Call.Id, Call.ActiveTransfer?.Id, by)).Error);

    private async Task EndAsync()
    {
        var caller = CallWords.Caller(Call);
        var consequence = Holder.IsDestination
            ? $"{caller} and {Holder.Name} are both disconnected at once."
            : $"{caller} is disconnected at once{(Call.ActiveTransfer is null ? "" : ", and the transfer under way is cancelled")}.";
        if (!await Dialogs.ConfirmAsync($"End the call of {caller}?", consequence, "End call", keep: "Keep the call"))
            return;
        await CommandAsync("The call was not ended", async by => (await Desk.EndAsync(Call.Id, null, by)).Error);
    }

    private async Task CommandAsync(string failure, Func<Actor, Task<Error?>> command)
    {
        if (_busy)
            return;
        _busy = _changed = true;
        Refuse(null, null);
        var error = await command(await ActorAsync());
        _busy = false;
        Refuse(error is null ? null : failure, error);
        if (error is null)
            Follow();
    }

    // The strip opens under the person's own hand; for others it waits until the pointer is away.
    private void Follow()
    {
        Row.Act();
        Row.Settle(Time.GetUtcNow().UtcDateTime, held: true);
        StateHasChanged();
    }

    private void Refuse(string? what, Error? error)
    {
        (_refusedWhat, _refused, _changed) = (what, error, true);
    }

    private Task<Actor> ActorAsync() => SignIn.GetActorAsync();
}
