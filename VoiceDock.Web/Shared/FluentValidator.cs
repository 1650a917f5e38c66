using FluentValidation;
using FluentValidation.Internal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace VoiceDock.Web.Shared;

/// <summary>
/// Holds a form to the rules of the core: put it inside an <see cref="EditForm"/>. A submit checks everything, a changed field only itself.
/// </summary>
public sealed class FluentValidator<TModel> : ComponentBase, IDisposable
    where TModel : class
{
    private ValidationMessageStore _messages = default!;
    private EditContext _watched = default!;

    [CascadingParameter]
    private EditContext Form { get; set; } = default!;

    [Inject]
    private IValidator<TModel> Rules { get; set; } = default!;

    public void Dispose()
    {
        _watched.OnValidationRequested -= CheckAll;
        _watched.OnFieldChanged -= CheckField;
    }

    protected override void OnInitialized()
    {
        _watched = Form ?? throw new InvalidOperationException($"{nameof(FluentValidator<TModel>)} stands inside an EditForm.");
        _messages = new ValidationMessageStore(_watched);
        _watched.OnValidationRequested += CheckAll;
        _watched.OnFieldChanged += CheckField;
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs args)
    {
        _messages.Clear();
        foreach (var failure in Rules.Validate((TModel)_watched.Model).Errors)
            _messages.Add(_watched.Field(failure.PropertyName), failure.ErrorMessage);
        _watched.NotifyValidationStateChanged();
    }

    private void CheckField(object? sender, FieldChangedEventArgs args)
    {
        if (!ReferenceEquals(args.FieldIdentifier.Model, _watched.Model))
            return;
        var name = args.FieldIdentifier.FieldName;
        var context = new ValidationContext<TModel>((TModel)_watched.Model, new PropertyChain(), new MemberNameValidatorSelector([name]));
        _messages.Clear(args.FieldIdentifier);
        _messages.Add(args.FieldIdentifier, Rules.Validate(context).Errors.Select(e => e.ErrorMessage));
        _watched.NotifyValidationStateChanged();
    }
}
