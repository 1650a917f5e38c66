using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace VoiceDock.Web.Shared.Forms;

/// <summary>
/// One field of a form: label, control, help, and the form's complaints about it, joined for screen readers. Bind it with <c>@bind-Value</c>;
/// the bound property is what the rules know the field by.
/// </summary>
public abstract class FormControl<T> : ComponentBase, IDisposable
{
    private FieldIdentifier? _field;
    private EditContext? _watched;

    [CascadingParameter]
    private EditContext? Form { get; set; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Where to find the value, or what to mind.</summary>
    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T?> ValueChanged { get; set; }

    [Parameter]
    public Expression<Func<T?>>? ValueExpression { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    protected string Id { get; } = $"f-{Guid.NewGuid():N}";

    protected string? HelpId => string.IsNullOrEmpty(Help) ? null : Id + "-help";

    /// <summary>What the control is described by: its problem first, then its help.</summary>
    protected string? DescribedBy => (Problem is null ? null : Id + "-problem", HelpId) switch
    {
        (null, var help) => help,
        (var problem, null) => problem,
        var (problem, help) => $"{problem} {help}",
    };

    protected string? Invalid => Problem is null ? null : "true";

    /// <summary>A complaint from elsewhere, for a field the form's rules know by another name.</summary>
    [Parameter]
    public string? Complaint { get; set; }

    /// <summary>The first complaint, as a sentence about this field; null when there is none.</summary>
    protected string? Problem =>
        ((_field is { } known ? _watched?.GetValidationMessages(known).FirstOrDefault() : null) ?? Complaint) is { } message ? FieldSentence.Of(Label, message) : null;

    /// <summary>The first complaint about a part of the value, such as <c>[2].Name</c>, as the rules say it; null when there is none.</summary>
    protected string? PartProblem(string part) =>
        _field is { } known ? _watched?.GetValidationMessages(new FieldIdentifier(known.Model, known.FieldName + part)).FirstOrDefault() : null;

    public void Dispose()
    {
        if (_watched is not null)
            _watched.OnValidationStateChanged -= Redraw;
        GC.SuppressFinalize(this);
    }

    protected override void OnParametersSet()
    {
        if (ValueExpression is not null)
            _field = FieldIdentifier.Create(ValueExpression);
        if (ReferenceEquals(_watched, Form))
            return;
        if (_watched is not null)
            _watched.OnValidationStateChanged -= Redraw;
        _watched = Form;
        if (_watched is not null)
            _watched.OnValidationStateChanged += Redraw;
    }

    /// <summary>Hands the value on without judging it yet: the person is still typing.</summary>
    protected Task TypeAsync(T? value) => ValueChanged.InvokeAsync(value);

    /// <summary>Hands the value on and has the field judged.</summary>
    protected async Task ChangeAsync(T? value)
    {
        await ValueChanged.InvokeAsync(value);
        Judge();
    }

    protected void Judge()
    {
        if (_field is { } known)
            _watched?.NotifyFieldChanged(known);
    }

    private void Redraw(object? sender, ValidationStateChangedEventArgs args) => StateHasChanged();
}
