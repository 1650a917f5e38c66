using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Common;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.SpeechModels;

/// <summary>The speech model of one assistant.</summary>
public sealed partial class AssistantSpeech
{
    private const string Server = "server";
    private const string Own = "own";
    private const string Attendant = "attendant";

    private SpeechModel? _stored;
    private SpeechModelInput _input = new();
    private string _way = Server;
    private Error? _problem;
    private bool _isSaving;
    private Guid _shown;

    [Parameter, EditorRequired]
    public Guid AssistantId { get; set; }

    [Inject]
    private SpeechModelStore Store { get; set; } = default!;

    [Inject]
    private SpeechModelDirectory Directory { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private IReadOnlyList<(string Value, string Words)> Ways =>
    [
        (Server, Directory.Server is { IsOn: true } server ? $"The server's speech model{(server.Model is { } name ? $" ({name})" : "")}" : "As the server is set: the attendant, by keys"),
        (Own, "A speech model with settings of its own"),
        (Attendant, "The attendant, by keys"),
    ];

    private string WayHelp => _way switch
    {
        Own => "Empty fields are as the server has them.",
        Attendant => "Callers choose a destination by pressing keys.",
        _ when Directory.Server is { IsOn: true } => "It greets, listens, and transfers to the destinations below by itself.",
        _ => "There is no speech model yet: an admin adds one under Settings, Speech model.",
    };

    private bool IsChanged => _way != WayOf(_stored) || _way == Own;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == AssistantId) return;
        _shown = AssistantId;
        Show(await Store.FindAsync(AssistantId));
    }

    private static string WayOf(SpeechModel? stored) => stored switch { null => Server, { IsOn: true } => Own, _ => Attendant };

    private void Show(SpeechModel? stored) => (_stored, _input, _way, _problem) = (stored, SpeechModelInput.From(stored), WayOf(stored), null);

    private void Choose(string? way) => _way = way ?? Server;

    private async Task SaveAsync()
    {
        _isSaving = true;
        var actor = await SignedInState.GetActorAsync();
        _input.IsOn = _way == Own;
        if (_way == Server)
        {
            var removed = await Store.DeleteAsync(AssistantId, actor);
            _problem = removed.Error;
            if (removed.IsOk) Show(null);
        }
        else
        {
            var saved = await Store.SaveAsync(AssistantId, _input, actor);
            _problem = saved.Error;
            if (saved.IsOk) Show(saved.Value);
        }

        _isSaving = false;
        if (_problem is null) Snackbar.Add("Saved. Calls that come in from now on follow it.", Severity.Normal);
    }
}
