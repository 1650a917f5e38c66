using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Assistants.Destinations;
using VoiceDock.Web.Shared;
using VoiceDock.Web.Shared.Forms;

namespace VoiceDock.Web.Assistants;

/// <summary>One assistant, new or stored, with its destinations.</summary>
public sealed partial class AssistantPage
{
    private Assistant? _stored;
    private AssistantInput _input = new();
    private List<DestinationDraft> _drafts = [];
    private EditContext _form = default!;
    private FluentValidator<AssistantInput>? _rules;
    private string? _prompt;
    private Error? _problem;
    private bool _deleting;
    private bool _isSaving;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    [Inject]
    private AssistantStore Store { get; set; } = default!;

    [Inject]
    private AssistantRules Rules { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<Number> Answered => [.. Numbers.All.Where(n => Id is not null && n.AssistantId == Id)];

    private string? Answers => (Id, Answered) switch
    {
        (null, _) => "Who answers, what is said first, and where callers can be handed over to.",
        (_, []) => "It answers no number yet. Choose it for a number under Numbers.",
        (_, var numbers) => $"Answers {string.Join(", ", numbers.Take(3).Select(n => PhoneNumber.ToReadable(n.Label)))}{(numbers.Count > 3 ? $" and {numbers.Count - 3} more" : "")}.",
    };

    private string DurationHelp => _input.MaxDurationSeconds is >= 10 and <= 86400 and var seconds
        ? $"{AssistantWords.Span(seconds)}; then the call is ended."
        : "Left empty, calls are not ended by their length.";

    protected override async Task OnParametersSetAsync()
    {
        if (_form is not null && _stored?.Id == Id)
            return;
        Show(Id is { } id ? await Store.FindAsync(id) : null);
    }

    private void Show(Assistant? stored)
    {
        _stored = stored;
        _input = stored is null ? new AssistantInput { IsActive = true } : AssistantInput.From(stored);
        _prompt = AssistantPrompt.Read(stored?.LlmConfig);
        _drafts = [.. AssistantTools.ReadTyped(stored?.LlmConfig).Select(d => new DestinationDraft { Input = d })];
        _form = new EditContext(_input);
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        (_problem, _deleting) = (null, false);
        _drafts.ForEach(d => d.Tidy());
        _input.LlmConfig = AssistantTools.WithTyped(_stored?.LlmConfig, [.. _drafts.Select(d => d.Input)]);
        if (_prompt != AssistantPrompt.Read(_stored?.LlmConfig)) _input.LlmConfig = AssistantPrompt.With(_input.LlmConfig, _prompt);
        var isFine = _form.Validate();
        ShowAtDestinations(Rules.Problems(_input));
        if (!isFine)
        {
            var count = _form.GetValidationMessages().Count();
            _problem = new Error(ErrorKind.Invalid, "validation_failed", count == 1 ? "One field needs another look." : $"{count} fields need another look.");
            return;
        }
        _isSaving = true;
        var actor = await SignedInState.GetActorAsync();
        var saved = _stored is null ? await Store.CreateAsync(_input, actor) : await Store.UpdateAsync(_stored.Id, Change(), actor);
        _isSaving = false;
        if (saved.IsOk)
            Saved(saved.Value);
        else
            Refuse(saved.Error);
    }

    private void Saved(Assistant assistant)
    {
        Snackbar.Add($"Assistant '{assistant.Name}' is saved.", Severity.Normal);
        var isNew = _stored is null;
        Show(assistant);
        if (isNew)
            Navigation.NavigateTo($"/assistants/{assistant.Id}", replace: true);
    }

    private void Refuse(Error refusal)
    {
        _rules?.Show(refusal);
        _problem = refusal;
    }

    // The rules name a destination by its place: llm_config.tools[0].destinations[2].number.
    private void ShowAtDestinations(IEnumerable<(string Field, string What)> problems)
    {
        _drafts.ForEach(d => d.Problems.Clear());
        foreach (var (field, what) in problems)
        {
            if (DestinationField().Match(field) is { Success: true } match && _drafts.ElementAtOrDefault(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)) is { } draft)
                draft.Problems[match.Groups[2].Value] = what;
        }
    }

    private AssistantPatch Change() => new()
    {
        Name = new(_input.Name),
        BusinessName = new(_input.BusinessName),
        FirstMessage = new(_input.FirstMessage),
        IsActive = new(_input.IsActive),
        MaxDurationSeconds = new(_input.MaxDurationSeconds),
        SilenceTimeoutSeconds = new(_input.SilenceTimeoutSeconds),
        LlmConfig = new(_input.LlmConfig),
    };

    private async Task DeleteAsync()
    {
        if (!await Dialogs.ConfirmAsync($"Delete assistant '{_stored!.Name}'?", AssistantWords.DeleteConsequence(Answered), "Delete assistant", "Keep it"))
            return;
        var deleted = await Store.DeleteAsync(_stored.Id, await SignedInState.GetActorAsync());
        (_problem, _deleting) = (deleted.Error, true);
        if (!deleted.IsOk)
            return;
        Snackbar.Add($"Assistant '{_stored.Name}' is deleted.", Severity.Normal);
        Navigation.NavigateTo("/assistants");
    }

    [GeneratedRegex(@"destinations\[([0-9]{1,4})\]\.([\w.\[\]]+)$")]
    private static partial Regex DestinationField();
}
