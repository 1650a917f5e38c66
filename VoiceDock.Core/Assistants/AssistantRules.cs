using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Assistants;

/// <summary>What an assistant may look like; one place for form and API. Reports every problem at once.</summary>
public sealed class AssistantRules : AbstractValidator<AssistantInput>
{
    private readonly DestinationPolicies _policies;

    /// <param name="policies">What its destinations may be.</param>
    public AssistantRules(DestinationPolicies policies)
    {
        _policies = policies;
        RuleFor(a => a.Name).Custom((text, context) => Report(context, text is null ? "is required" : FieldText.Line(text, 100)));
        RuleFor(a => a.BusinessName).Custom(Text(text => FieldText.Line(text, 200)));
        RuleFor(a => a.NotificationEmail).Custom(Text(Email));
        RuleFor(a => a.NotificationEmails).Custom(List(5, Email));
        RuleFor(a => a.FirstMessage).Custom(Text(text => FieldText.Length(text, 2000)));
        RuleFor(a => a.MaxDurationSeconds).Custom(Between(10, 86_400));
        RuleFor(a => a.SilenceTimeoutSeconds).Custom(Between(1, 3600));
        RuleFor(a => a.VoicemailMessage).Custom(Text(text => FieldText.Length(text, 2000)));
        RuleFor(a => a.WebhookUrl).Custom(Text(Url));
        RuleFor(a => a.WebhookSecret).Custom(Text(text => FieldText.Length(text, 256)));
        RuleFor(a => a.WebhookEvents).Custom(List(32, text => FieldText.Line(text, 64)));
        RuleFor(a => a.AnalysisPlan).Custom(JsonObject);
        RuleFor(a => a.SttConfig).Custom(JsonObject);
        RuleFor(a => a.TtsConfig).Custom(JsonObject);
        RuleFor(a => a.SpeechConfig).Custom(JsonObject);
        RuleFor(a => a.Metadata).Custom(JsonObject);
        RuleFor(a => a.LlmConfig).Custom(LlmConfig);
    }

    /// <summary>All problems with wire field names; empty when the input is fine.</summary>
    public IReadOnlyList<(string Field, string What)> Problems(AssistantInput input) =>
        [.. Validate(input).Errors.Select(e => (e.PropertyName.Contains('.') ? e.PropertyName : WireName.OfProperty(e.PropertyName), e.ErrorMessage))];

    private static string? Email(string? text) =>
        FieldText.Line(text, 254) ?? (text is not null && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Contains(' ')
            ? null
            : "must be an e-mail address");

    private static string? Url(string? text) =>
        FieldText.Line(text, 2048) ?? (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            ? null
            : "must be an http or https address without user name");

    private void LlmConfig(JsonElement? config, ValidationContext<AssistantInput> context)
    {
        JsonObject(config, context);
        if (config is not { ValueKind: JsonValueKind.Object } block) return;
        foreach (var (field, what) in AssistantToolRules.Problems(block, _policies.Current)) context.AddFailure(new ValidationFailure(field, what));
    }

    private static void JsonObject(JsonElement? block, ValidationContext<AssistantInput> context) =>
        Report(context, block is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null } ? null : "must be an object");

    private static Action<string?, ValidationContext<AssistantInput>> Text(Func<string?, string?> judge) =>
        (text, context) => Report(context, text is null ? null : FieldText.Length(text, int.MaxValue) ?? judge(text));

    private static Action<IReadOnlyList<string>?, ValidationContext<AssistantInput>> List(int most, Func<string?, string?> judge) => (list, context) =>
    {
        if (list is null) return;
        if (list.Count > most) Report(context, $"must have at most {most} entries");
        Report(context, list.Take(most).Select(text => text is null ? "must not contain null" : judge(text)).FirstOrDefault(p => p is not null));
    };

    private static Action<int?, ValidationContext<AssistantInput>> Between(int least, int most) =>
        (value, context) => Report(context, value is { } number && (number < least || number > most) ? $"must be between {least} and {most}" : null);

    private static void Report(ValidationContext<AssistantInput> context, string? problem)
    {
        if (problem is not null) context.AddFailure(new ValidationFailure(context.PropertyPath, problem));
    }
}
