using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Rehearses a destination on the trunk of a form. Folded at first; asks nothing of anybody until it is opened.</summary>
public sealed partial class NumberRehearsal : IDisposable
{
    private const string SampleNumber = "+31612345678";

    private readonly string _id = $"rehearsal-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<TransferView> _connected = [];
    private DialRehearsal? _shown;
    private Error? _refusal;
    private string _typed = SampleNumber;
    private string _caller = "+442079460123";
    private bool _isOpen;
    private bool _isAsking;

    [Parameter, EditorRequired]
    public TrunkInput Input { get; set; } = default!;

    [Parameter, EditorRequired]
    public TrunkPreset Preset { get; set; } = default!;

    /// <summary>The trunk being changed; null for a new one.</summary>
    [Parameter]
    public Trunk? Stored { get; set; }

    /// <summary>A number format was chosen in the table.</summary>
    [Parameter]
    public EventCallback OnChosen { get; set; }

    [Inject]
    private RehearsalDesk Desk { get; set; } = default!;

    private DialTarget? Target => DialTarget.TryParseTyped(_typed, Hosts, out var target) ? target : null;

    private IReadOnlyList<string> Hosts => [.. new[] { Input.Host, Input.FromDomain }.OfType<string>()];

    private string Summary
    {
        get
        {
            DialTarget.TryParse(SampleNumber, out var sample);
            var row = NumberRule.Rows(Input, sample!).Single(r => r.IsCurrent);
            return row.Dialled is null ? $"{SampleNumber} cannot be dialled: the rule needs the country" : $"{SampleNumber} is dialled {row.Dialled}";
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task OpenAsync()
    {
        _isOpen = !_isOpen;
        if (_isOpen && Stored is { } stored)
            _connected = await Desk.ConnectedAsync(stored.Id, _left.Token);
    }

    private Task ChooseAsync(NumberFormat format)
    {
        Input.NumberFormat = WireName.Of(format);
        Forget();
        return OnChosen.InvokeAsync();
    }

    private async Task AskAsync()
    {
        if (Caller(out var caller) is { } problem)
        {
            (_shown, _refusal) = (null, problem);
            return;
        }
        _isAsking = true;
        try
        {
            var shown = await Desk.RehearseAsync(Input, Stored, _typed, caller, _left.Token);
            (_shown, _refusal) = (shown.IsOk ? shown.Value : null, shown.Error);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _isAsking = false;
        }
    }

    private Error? Caller(out string? caller)
    {
        caller = null;
        if (string.IsNullOrWhiteSpace(_caller))
            return null;
        if (!DialTarget.TryParseTyped(_caller, [], out var number) || !number.IsNumber)
            return Error.Validation([("caller", "must be a number in the form +442079460123, or empty")]);
        caller = number.Value;
        return null;
    }

    // What was shown is not what is typed any more.
    private void Forget() => (_shown, _refusal) = (null, null);
}
