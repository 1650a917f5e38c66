using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Assistants.Destinations;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Live;

/// <summary>The form of one transfer. Keeps what was typed when the transfer is refused.</summary>
public sealed partial class TransferForm
{
    // Neither of the list nor typed: nothing, while the search finds nothing.
    private const int Nothing = -2;
    private const int Other = -1;

    // Hours pass and other callers come and go; the lights tell of themselves.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly string _group = $"to-{Guid.NewGuid():N}";
    private DestinationRow?[] _rows = [];
    private ElementReference _field;
    private IReadOnlyDictionary<string, TransferView> _last = new Dictionary<string, TransferView>();
    private int _chosen = Other;
    private string _search = "";
    private string _typed = "";
    private string _message = "";
    private bool _messageIsMine;
    private bool _anyHour;
    private bool _starting;
    private string? _problem;
    private Error? _refused;

    [Parameter, EditorRequired]
    public CallView Call { get; set; } = default!;

    /// <summary>Starts the transfer; a refusal comes back and is shown here.</summary>
    [Parameter, EditorRequired]
    public Func<TransferOrder, Task<Error?>> Start { get; set; } = default!;

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private AssistantDirectory Assistants { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private TrunkLights Lights { get; set; } = default!;

    [Inject]
    private CallFeed Feed { get; set; } = default!;

    [Inject]
    private CallHistory History { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private IReadOnlyList<TransferDestination> Destinations { get; set; } = [];

    private IEnumerable<int> Visible => Enumerable.Range(0, Destinations.Count).Where(i => DestinationSearch.Finds(Destinations[i], _search));

    private TransferRoute Route { get; set; } = new(null);

    private bool IsOther => _chosen == Other;

    private string Wanted => _chosen switch { Nothing => "", Other => _typed.Trim(), _ => Destinations[_chosen].Number };

    // A number of the list means its entry, typed or chosen.
    private TransferDestination? Entry => _chosen >= 0 ? Destinations[_chosen] : Destinations.FirstOrDefault(d => d.Number == Wanted);

    private TransferDestination? ClosedEntry => Entry is { Hours: { } hours } entry && !hours.IsOpen(Time.GetUtcNow()) ? entry : null;

    // Whom the choice means at this hour, by the rule the transfer itself goes by.
    private Result<IReadOnlyList<WantedDestination>> Meant => WantedDestination.Of(
        Order(again: false), DialTarget.TryParseTyped(Wanted, Route.Trunk?.DestinationHosts ?? [], out var target) ? target.Value : Wanted, Destinations, Time.GetUtcNow());

    // Closed, and nobody stands in.
    private bool IsBlocked => !Meant.IsOk;

    // What would really be dialled; empty: nothing.
    private string Dialled => Meant is { IsOk: true } meant ? meant.Value[0].Destination : "";

    private string? Plan => Entry is null || Dialled != Wanted ? null : DestinationWords.Summary(DestinationInput.From(Entry));

    private string Verb => Dialled.Length is 0 or > 24 ? "Transfer" : $"Transfer to {PhoneNumber.ToReadable(Dialled)}";

    protected override void OnInitialized()
    {
        Destinations = Call.AssistantId is { } id ? Assistants.Find(id)?.Destinations ?? [] : [];
        _rows = new DestinationRow?[Destinations.Count];
        if (Destinations.Count > 0)
            Choose(0);
        Follow(Lights.Subscribe(), _ => { });
        Follow(ReadLastAsync, last => _last = last);
    }

    // The trunk may have been switched off, or set at last, since the form was opened.
    protected override void OnParametersSet() => Route = TransferRoute.Of(Call, Numbers, Trunks);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await (IsOther ? _field.FocusAsync() : _rows[_chosen]!.FocusAsync());
    }

    private DestinationState StateOf(TransferDestination destination) => DestinationState.Of(
        destination, Route.Trunk, Route.Trunk is { } trunk ? Lights.Find(trunk.Id) : null, Call.Id, Feed.Live, _last.GetValueOrDefault(destination.Number), Time.GetUtcNow());

    private async IAsyncEnumerable<IReadOnlyDictionary<string, TransferView>> ReadLastAsync([EnumeratorCancellation] CancellationToken left)
    {
        if (Destinations.Count == 0)
            yield break;
        yield return await ReadAsync();
        await foreach (var _ in Ticks.Every(LookAgain, Time, left))
            yield return await ReadAsync();

        Task<IReadOnlyDictionary<string, TransferView>> ReadAsync()
        {
            var trunk = TransferRoute.Of(Call, Numbers, Trunks).Trunk;
            Guid[] trunks = trunk is null ? [] : trunk.BackupTrunkId is { } backup ? [trunk.Id, backup] : [trunk.Id];
            return History.LastTransfersAsync(trunks, [.. Destinations.Select(d => d.Number)], left);
        }
    }

    private void Choose(int index)
    {
        if (_chosen == index)
            return;
        _chosen = index;
        _problem = null;
        _anyHour = false;
        if (!_messageIsMine)
            _message = index < 0 ? "" : Destinations[index].Message ?? "";
    }

    // What is chosen is always in sight.
    private void Search(string? text)
    {
        _search = text ?? "";
        if (!Visible.Contains(_chosen))
            Choose(Visible.FirstOrDefault(Nothing));
    }

    private async Task StepIntoListAsync(KeyboardEventArgs key)
    {
        if (key.Key == "ArrowDown" && _chosen >= 0 && _rows[_chosen] is { } row)
            await row.FocusAsync();
    }

    private void Type(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? "";
        _chosen = Nothing;
        Choose(Other);
    }

    private void Say(ChangeEventArgs change)
    {
        _message = change.Value as string ?? "";
        _messageIsMine = _message.Length > 0;
    }

    private TransferOrder Order(bool again) =>
        new(Wanted, _message.Trim(), _chosen >= 0 ? Destinations[_chosen].Description : null, again) { AnyHour = _anyHour };

    private string ClosedWords(TransferDestination closed)
    {
        var opens = DestinationState.Opens(closed.Hours!, Time.GetUtcNow()) is { } at ? $" until {at} ({HoursWords.Town(closed.Hours!.Zone)})" : "";
        var standIn = IsBlocked ? " It is not rung." : $" {PhoneNumber.ToReadable(Dialled)} is rung instead.";
        return $"{closed.Description} is closed{opens}.{(_anyHour ? " It is rung all the same." : standIn)}";
    }

    private async Task SubmitAsync()
    {
        if (_starting || IsBlocked || Route.Trunk is not { } trunk)
            return;
        _refused = null;
        if (!DialTarget.TryParseTyped(Wanted, trunk.DestinationHosts, out _))
        {
            _problem = Wanted.Length == 0 ? "Choose a destination, or enter a number or extension." : "Enter a number such as +31612345678, or an extension such as 200.";
            await _field.FocusAsync();
            return;
        }
        _starting = true;
        // The person sees how the last transfer ended, so this is a new wish, not a repeat of it.
        var again = Call.Transfers.Count > 0 && Call.ActiveTransfer is null;
        _refused = await Start(Order(again));
        _starting = false;
    }
}
