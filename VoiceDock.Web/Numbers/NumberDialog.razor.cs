using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Numbers;

/// <summary>Registers a number or changes one; closes with the saved number.</summary>
public sealed partial class NumberDialog
{
    private NumberInput _input = new();
    private EditContext _form = default!;
    private FluentValidator<NumberInput>? _rules;
    private Error? _problem;
    private bool _isSaving;

    /// <summary>The number to change; null registers a new one.</summary>
    [Parameter]
    public Number? Number { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private NumberStore Store { get; set; } = default!;

    [Inject]
    private AssistantDirectory Assistants { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private IReadOnlyList<(string Value, string Words)> AssistantChoices =>
        [("", "Nobody"), .. Assistants.All.Select(a => (a.Id.ToString(), a.IsActive ? a.Name : $"{a.Name} (off)"))];

    private IReadOnlyList<(string Value, string Words)> TrunkChoices =>
        [("", "None"), .. Trunks.All.Select(t => (t.Id.ToString(), t.IsActive ? t.Name : $"{t.Name} (off)"))];

    private string? AssistantHelp => _input.AssistantId is null ? "Without an assistant, calls to this number are not answered." : null;

    private string? TrunkHelp => _input.TransferTrunkId is null ? "Without a trunk, callers cannot be handed over." : null;

    protected override void OnInitialized()
    {
        _input = Number is null
            ? new NumberInput { AssistantId = Only(Assistants.All, a => a.Id), TransferTrunkId = Only(Trunks.All, t => t.Id), IsActive = true }
            : new NumberInput { PhoneNumber = Number.PhoneNumber, Name = Number.Name, AssistantId = Number.AssistantId, TransferTrunkId = Number.TransferTrunkId, IsActive = Number.IsActive };
        _form = new EditContext(_input);
    }

    /// <summary>Separators people type are dropped; what is no number stays as it is typed.</summary>
    public static string Tidy(string typed) => DialTarget.TryParseTyped(typed, [], out var target) && target.IsNumber ? target.Value : typed;

    // With one to choose from there is nothing to choose.
    private static Guid? Only<T>(IReadOnlyList<T> all, Func<T, Guid> idOf) => all.Count == 1 ? idOf(all[0]) : null;

    private static Guid? Read(string? id) => Guid.TryParse(id, out var value) ? value : null;

    private async Task SaveAsync()
    {
        _problem = null;
        if (_input.PhoneNumber is { } typed)
            _input.PhoneNumber = Tidy(typed);
        if (_isSaving || !_form.Validate())
            return;
        _isSaving = true;
        var actor = await SignedInState.GetActorAsync();
        var saved = Number is null ? await Store.CreateAsync(_input, actor) : await Store.UpdateAsync(Number.Id, Change(), actor);
        _isSaving = false;
        if (saved.IsOk)
            Dialog.Close(DialogResult.Ok(saved.Value));
        else
            Refuse(saved.Error);
    }

    private void Refuse(Error refusal)
    {
        _rules?.Show(refusal.Code == "duplicate_number" ? refusal with { Details = ["phone_number: is registered already"] } : refusal);
        _problem = refusal with { Details = [] };
    }

    private NumberPatch Change() => new()
    {
        Name = new(_input.Name),
        AssistantId = new(_input.AssistantId),
        TransferTrunkId = new(_input.TransferTrunkId),
        IsActive = new(_input.IsActive),
    };
}
