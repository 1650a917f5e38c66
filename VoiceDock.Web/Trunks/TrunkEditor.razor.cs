using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>Edits a <see cref="TrunkInput"/>, saved or not; saving is the page's business.</summary>
public sealed partial class TrunkEditor
{
    // what a check needs; the rest of the form may still be unfinished
    private static readonly string[] CheckedFields =
        [nameof(TrunkInput.Host), nameof(TrunkInput.Port), nameof(TrunkInput.Transport), nameof(TrunkInput.TlsCaPem), nameof(TrunkInput.Username), nameof(TrunkInput.FromUser),
            nameof(TrunkInput.FromDomain)];

    private static readonly HashSet<string> FirstFields =
    [
        nameof(TrunkInput.Name), nameof(TrunkInput.Host), nameof(TrunkInput.Port), nameof(TrunkInput.Transport), nameof(TrunkInput.TlsCaPem), nameof(TrunkInput.Username), nameof(TrunkInput.Password),
        nameof(TrunkInput.IsActive), nameof(TrunkInput.Register), nameof(TrunkInput.AcceptsRegistration), nameof(TrunkInput.RegistrationUsername),
        nameof(TrunkInput.RegistrationPassword),
    ];

    private EditContext _form = default!;
    private FluentValidator<TrunkInput>? _rules;
    private CancellationTokenSource? _check;
    private TrunkCheckResult? _result;
    private DateTime? _checkedSince;
    private string _checkedAddress = "";
    private Error? _problem;
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
    private TrunkChecker Checker { get; set; } = default!;

    [Inject]
    private IPbxSides Sides { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private TrunkPreset Preset => TrunkPresets.For(Input.Provider);

    private PbxSide Side => Sides.Of(Input);

    private bool IsPasswordAsked => Stored is not null && TrunkMove.AsksForPassword(Stored, Input);

    public void Dispose()
    {
        _check?.Cancel();
        _check?.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_form?.Model, Input))
            return;
        _form = new EditContext(Input);
        _form.OnValidationStateChanged += Forgive;
        (_problem, _result) = (null, null);
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

    private void Refuse(Error refusal)
    {
        _rules?.Show(refusal);
        _problem = refusal with { Details = [] };
        OpenWhereWrong();
    }

    private void Complain()
    {
        var count = _form.GetValidationMessages().Count();
        var what = count == 1 ? "One field needs another look." : $"{count} fields need another look.";
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
        .Any(p => !FirstFields.Contains(p.Name) && Preset.Field(WireName.OfProperty(p.Name), Input.RegistrationMode()) is null && _form.GetValidationMessages(_form.Field(p.Name)).Any());

    private async Task CheckAsync()
    {
        if (_rules?.Check(CheckedFields) == false || TrunkCheckSettings.From(Input) is not { } settings)
            return;
        _check?.Dispose();
        var check = _check = new CancellationTokenSource();
        _checkedAddress = settings.Route.ToString();
        _checkedSince = Time.GetUtcNow().UtcDateTime;
        _result = null;
        try
        {
            _result = await Checker.CheckAsync(settings, check.Token);
        }
        catch (OperationCanceledException) when (check.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        _checkedSince = null;
    }

    private void StopChecking() => _check?.Cancel();
}
