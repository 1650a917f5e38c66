using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Web.Diagnostics;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>Edits a <see cref="TrunkInput"/>, saved or not; saving is the page's business.</summary>
public sealed partial class TrunkEditor
{
    private static readonly HashSet<string> FirstFields =
    [
        nameof(TrunkInput.Name), nameof(TrunkInput.Host), nameof(TrunkInput.Port), nameof(TrunkInput.Transport), nameof(TrunkInput.TlsCaPem), nameof(TrunkInput.Username), nameof(TrunkInput.Password),
        nameof(TrunkInput.IsActive), nameof(TrunkInput.Register), nameof(TrunkInput.AcceptsRegistration), nameof(TrunkInput.RegistrationUsername),
        nameof(TrunkInput.RegistrationPassword),
    ];

    private EditContext _form = default!;
    private FluentValidator<TrunkInput>? _rules;
    private FormDoctor? _doctor;
    private Error? _problem;
    private bool _isOfDoctor;
    private bool _isOpen;
    private bool _isSaving;

    /// <summary>What is edited. Another object is another form.</summary>
    [Parameter, EditorRequired]
    public TrunkInput Input { get; set; } = default!;

    /// <summary>The trunk as it is stored; null for a new one.</summary>
    [Parameter]
    public Trunk? Stored { get; set; }

    /// <summary>Saves; a refusal comes back and is shown here, with what was typed.</summary>
    [Parameter, EditorRequired]
    public Func<Task<Error?>> Save { get; set; } = default!;

    [Parameter]
    public EventCallback OnSaved { get; set; }

    /// <summary>Stands above the steps for the other side.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private IPbxSides Sides { get; set; } = default!;

    private TrunkPreset Preset => TrunkPresets.For(Input.Provider);

    private PbxSide Side => Sides.Of(Input);

    private string ProblemTitle => _isOfDoctor ? "The doctor did not begin" : Stored is null ? "The trunk was not saved" : "The changes were not saved";

    private bool IsPasswordAsked => Stored is not null && TrunkMove.AsksForPassword(Stored, Input);

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_form?.Model, Input))
            return;
        _form = new EditContext(Input);
        _form.OnValidationStateChanged += Forgive;
        _problem = null;
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        if (IsPasswordAsked && Input.Password is null)
        {
            Refuse(TrunkErrors.PasswordRequired("password"));
            return;
        }
        // The field is not shown then.
        if (Input.MeantTransport() != TrunkTransport.Tls)
            Input.Srtp = null;
        _isSaving = true;
        _problem = null;
        _isOfDoctor = false;
        var refusal = await Save();
        _isSaving = false;
        if (refusal is not null)
        {
            Refuse(refusal);
            return;
        }
        StateHasChanged();
        await OnSaved.InvokeAsync();
    }

    private void Refuse(Error refusal, bool isOfDoctor = false)
    {
        _rules?.Show(refusal);
        _isOfDoctor = isOfDoctor;
        _problem = refusal with { Details = [] };
        OpenWhereWrong();
    }

    private void Complain()
    {
        var count = _form.GetValidationMessages().Count();
        var what = count == 1 ? "One field needs another look." : $"{count} fields need another look.";
        _isOfDoctor = false;
        _problem = new Error(ErrorKind.Invalid, "validation_failed", what);
        OpenWhereWrong();
    }

    // The line on top goes when the last field it speaks of is fine.
    private void Forgive(object? sender, ValidationStateChangedEventArgs args)
    {
        if (_problem is { Code: "validation_failed" } && !_form.GetValidationMessages().Any())
            _problem = null;
        StateHasChanged();
    }

    private void OpenWhereWrong() => _isOpen |= typeof(TrunkInput).GetProperties()
        .Any(p => !FirstFields.Contains(p.Name) && Preset.Field(WireName.OfProperty(p.Name), Input.RegistrationMode()) is null && _form.GetValidationMessages(_form.Field(p.Name)).Any())
        || HeaderFields.Any(f => _form.GetValidationMessages(_form.Field(f)).Any());

    private IEnumerable<string> HeaderFields => Enumerable.Range(0, Input.Headers?.Count ?? 0)
        .SelectMany(row => new[] { nameof(TrunkHeader.Name), nameof(TrunkHeader.Value) }, (row, part) => FormattableString.Invariant($"{nameof(TrunkInput.Headers)}[{row}].{part}"));

    // A refusal that names fields is shown at them, as that of saving is.
    private async Task ExamineAsync()
    {
        if (_doctor is null)
            return;
        _problem = null;
        if (await _doctor.RunAsync() is { } refusal)
            Refuse(refusal, isOfDoctor: true);
    }
}
