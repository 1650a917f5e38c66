using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>
/// Assistants for one call alone: made from scratch, or a stored one with something different. Held to the rules of stored ones; nothing is stored.
/// Thread-safe.
/// </summary>
public sealed class OneTimeAssistants(AssistantRules rules, TimeProvider time)
{
    /// <summary>What one without a name is called.</summary>
    public const string UsualName = "One-time assistant";

    /// <returns>Or <c>validation_failed</c>.</returns>
    public Result<Assistant> Make(AssistantPatch fields)
    {
        var now = time.GetUtcNow();
        var assistant = new Assistant { Id = Guid.CreateVersion7(now), CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime };
        return Written(fields.ApplyTo(new AssistantInput { Name = UsualName }), assistant);
    }

    /// <summary>A copy that keeps the id and the webhook secret; configuration blocks merge one level, as in a change.</summary>
    /// <returns>Or <c>validation_failed</c>.</returns>
    public Result<Assistant> Change(Assistant stored, AssistantPatch fields) => Written(fields.ApplyTo(AssistantWriter.Read(stored)), new Assistant
    {
        Id = stored.Id,
        CreatedAt = stored.CreatedAt,
        UpdatedAt = stored.UpdatedAt,
        HasWebhookSecret = stored.HasWebhookSecret,
        SecretVersion = stored.SecretVersion,
    });

    private Result<Assistant> Written(AssistantInput input, Assistant assistant)
    {
        if (rules.Problems(input) is { Count: > 0 } problems)
            return Error.Validation(problems);
        AssistantWriter.Write(input, assistant);
        return assistant;
    }
}
