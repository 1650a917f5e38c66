using Bunit;
using FluentValidation;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class FluentValidatorTests : ConsoleContext
{
    private readonly Model _model = new();
    private readonly EditContext _form;

    public FluentValidatorTests()
    {
        Services.AddSingleton<IValidator<Model>>(new Rules());
        _form = new EditContext(_model);
        Render<EditForm>(p => p.Add(f => f.EditContext, _form).Add(f => f.ChildContent, _ => builder =>
        {
            builder.OpenComponent<FluentValidator<Model>>(0);
            builder.CloseComponent();
        }));
    }

    [Fact]
    public void Submit_OfAnEmptyForm_ComplainsAtEachField()
    {
        Assert.False(_form.Validate());
        Assert.Equal(["Give it a name."], _form.GetValidationMessages(() => _model.Name));
        Assert.Equal(["Give a host."], _form.GetValidationMessages(() => _model.Host));
    }

    [Fact]
    public void ChangedField_IsCheckedAlone()
    {
        _form.NotifyFieldChanged(_form.Field(nameof(Model.Name)));

        Assert.NotEmpty(_form.GetValidationMessages(() => _model.Name));
        Assert.Empty(_form.GetValidationMessages(() => _model.Host));
    }

    [Fact]
    public void RepairedField_IsNoLongerComplainedAbout()
    {
        _form.Validate();
        _model.Name = "Berlin";
        _form.NotifyFieldChanged(_form.Field(nameof(Model.Name)));

        Assert.Empty(_form.GetValidationMessages(() => _model.Name));
        Assert.NotEmpty(_form.GetValidationMessages(() => _model.Host));
    }

    public sealed class Model
    {
        public string Name { get; set; } = "";

        public string Host { get; set; } = "";
    }

    private sealed class Rules : AbstractValidator<Model>
    {
        public Rules()
        {
            RuleFor(m => m.Name).NotEmpty().WithMessage("Give it a name.");
            RuleFor(m => m.Host).NotEmpty().WithMessage("Give a host.");
        }
    }
}
