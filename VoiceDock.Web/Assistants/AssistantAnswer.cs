using System.Text.Json.Serialization;

namespace VoiceDock.Web.Assistants;

/// <summary>One assistant; on the alias path <c>/agents</c> under its older name too.</summary>
public sealed record AssistantAnswer(
    AssistantDto Assistant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AssistantDto? Agent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings);
