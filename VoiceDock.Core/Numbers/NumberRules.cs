using FluentValidation;
using FluentValidation.Results;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Numbers;

/// <summary>What a number may look like; one place for form and API.</summary>
public sealed class NumberRules : AbstractValidator<NumberInput>
{
    public NumberRules()
    {
        RuleFor(n => n.PhoneNumber).Custom((text, context) => Report(context, text is null ? "is required" : PhoneProblem(text)));
        RuleFor(n => n.Name).Custom((text, context) => Report(context, NameProblem(text)));
    }

    /// <summary>All problems with wire field names; empty when the input is fine.</summary>
    public IReadOnlyList<(string Field, string What)> Problems(NumberInput input) =>
        [.. Validate(input).Errors.Select(e => (WireName.OfProperty(e.PropertyName), e.ErrorMessage))];

    internal static string? NameProblem(string? name) => FieldText.Line(name, 100);

    private static string? PhoneProblem(string text) => PhoneNumber.IsE164(text) ? null : "must be a number in the form +31201234567";

    private static void Report(ValidationContext<NumberInput> context, string? problem)
    {
        if (problem is not null) context.AddFailure(new ValidationFailure(context.PropertyPath, problem));
    }
}
