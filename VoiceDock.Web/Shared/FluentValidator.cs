using FluentValidation;
using FluentValidation.Internal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Shared;

/// <summary>
/// Holds a form to the rules of the core: put it inside an <see cref="EditForm"/>. A submit checks everything, a changed field only itself.
/// </summary>
public sealed class FluentValidator<TModel> : ComponentBase, IDisposable
    where TModel : class
{
    private ValidationMessageStore _messages = default!;
    private ValidationMessageStore _refusals = default!;
    // fields inside lists that were complained about
    private readonly HashSet<string> _parts = [];
    private EditContext _watched = default!;

    [CascadingParameter]
    private EditContext Form { get; set; } = default!;

    [Inject]
    private IValidator<TModel> Rules { get; set; } = default!;

    /// <summary>Puts what the core refused to the fields it names (<c>"host: what"</c>); each stays until that field is changed or the form is sent again.</summary>
    public void Show(Error refusal)
    {
        _refusals.Clear();
        foreach (var detail in refusal.Details.Select(d => d.Split(": ", 2)).Where(d => d.Length == 2))
        {
            if (FieldOf(detail[0]) is { } field)
                Add(_refusals, field, detail[1]);
        }
        _watched.NotifyValidationStateChanged();
    }

    /// <summary>Checks these fields alone, for a step that needs only them.</summary>
    /// <returns>Whether they are fine.</returns>
    public bool Check(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
            CheckField(_watched.Field(name));
        _watched.NotifyValidationStateChanged();
        return !names.Any(n => _watched.GetValidationMessages(_watched.Field(n)).Any());
    }

    public void Dispose()
    {
        _watched.OnValidationRequested -= CheckAll;
        _watched.OnFieldChanged -= CheckField;
    }

    protected override void OnInitialized()
    {
        _watched = Form ?? throw new InvalidOperationException($"{nameof(FluentValidator<TModel>)} stands inside an EditForm.");
        _messages = new ValidationMessageStore(_watched);
        _refusals = new ValidationMessageStore(_watched);
        _watched.OnValidationRequested += CheckAll;
        _watched.OnFieldChanged += CheckField;
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs args)
    {
        _messages.Clear();
        _refusals.Clear();
        foreach (var failure in Rules.Validate((TModel)_watched.Model).Errors)
            Add(_messages, failure.PropertyName, failure.ErrorMessage);
        _watched.NotifyValidationStateChanged();
    }

    private void CheckField(object? sender, FieldChangedEventArgs args)
    {
        if (!ReferenceEquals(args.FieldIdentifier.Model, _watched.Model))
            return;
        CheckField(args.FieldIdentifier);
        _watched.NotifyValidationStateChanged();
    }

    private void CheckField(FieldIdentifier field)
    {
        var context = new ValidationContext<TModel>((TModel)_watched.Model, new PropertyChain(), new MemberNameValidatorSelector([field.FieldName]));
        foreach (var part in _parts.Where(p => IsPart(p, field.FieldName)).Append(field.FieldName))
        {
            _messages.Clear(_watched.Field(part));
            _refusals.Clear(_watched.Field(part));
        }

        foreach (var failure in Rules.Validate(context).Errors)
            Add(_messages, IsPart(failure.PropertyName, field.FieldName) ? failure.PropertyName : field.FieldName, failure.ErrorMessage);
    }

    private void Add(ValidationMessageStore store, string field, string what)
    {
        if (field.Contains('[')) _parts.Add(field);
        store.Add(_watched.Field(field), what);
    }

    private static bool IsPart(string field, string of) => field.StartsWith(of + "[", StringComparison.Ordinal);

    // headers[2].value on the wire is Headers[2].Value here; null when the model has no such field.
    private static string? FieldOf(string wire)
    {
        var head = wire.Split('[')[0];
        return Array.Find(typeof(TModel).GetProperties(), p => WireName.OfProperty(p.Name) == head) is { } property
            ? property.Name + string.Concat(wire[head.Length..].Select((c, i) => i > 0 && wire[head.Length + i - 1] == '.' ? char.ToUpperInvariant(c) : c))
            : null;
    }
}
