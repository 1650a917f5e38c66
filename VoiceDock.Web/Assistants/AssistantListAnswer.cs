using System.Text.Json.Serialization;

namespace VoiceDock.Web.Assistants;

/// <summary>All assistants; on the alias path <c>/agents</c> under their older name too.</summary>
public sealed record AssistantListAnswer(
    IReadOnlyList<AssistantDto> Assistants,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AssistantDto>? Agents);
