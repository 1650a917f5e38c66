using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Calls.Live;

/// <summary>The form of one transfer. Keeps what was typed when the transfer is refused.</summary>
public sealed partial class TransferForm
{
    private const int Other = -1;

    private readonly string _group = $"to-{Guid.NewGuid():N}";
    private ElementReference[] _radios = [];
    private ElementReference _field;
    private int _chosen = Other;
    private string _typed = "";
    private string _message = "";
    private bool _messageIsMine;
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

    private IReadOnlyList<TransferDestination> Destinations { get; set; } = [];

    private TransferRoute Route { get; set; } = new(null);

    private bool IsOther => _chosen == Other;

    private string Wanted => IsOther ? _typed.Trim() : Destinations[_chosen].Number;

    private string Verb => Wanted.Length is 0 or > 24 ? "Transfer" : $"Transfer to {PhoneNumber.ToReadable(Wanted)}";

    protected override void OnInitialized()
    {
        Destinations = Call.AssistantId is { } id ? Assistants.Find(id)?.Destinations ?? [] : [];
        _radios = new ElementReference[Destinations.Count];
        if (Destinations.Count > 0)
            Choose(0);
    }

    // The trunk may have been switched off, or set at last, since the form was opened.
    protected override void OnParametersSet() => Route = TransferRoute.Of(Call, Numbers, Trunks);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await (IsOther ? _field : _radios[_chosen]).FocusAsync();
    }

    // The attendant gives the caller the keys 1 to 9.
    private static string? KeyOf(int index) => index < 9 ? $"{index + 1}" : null;

    private void Choose(int index)
    {
        if (_chosen == index)
            return;
        _chosen = index;
        _problem = null;
        if (!_messageIsMine)
            _message = IsOther ? "" : Destinations[index].Message ?? "";
    }

    private void Type(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? "";
        _problem = null;
        _chosen = Other;
    }

    private void Say(ChangeEventArgs change)
    {
        _message = change.Value as string ?? "";
        _messageIsMine = _message.Length > 0;
    }

    private async Task SubmitAsync()
    {
        if (_starting || Route.Trunk is not { } trunk)
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
        var order = new TransferOrder(Wanted, _message.Trim(), IsOther ? null : Destinations[_chosen].Description, again);
        _refused = await Start(order);
        _starting = false;
    }
}
