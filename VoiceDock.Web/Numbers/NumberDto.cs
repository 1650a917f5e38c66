using VoiceDock.Core.Numbers;

namespace VoiceDock.Web.Numbers;

/// <summary>A number as clients see it, in both official spellings.</summary>
public sealed record NumberDto(
    Guid Id,
    Guid OrgId,
    string PhoneNumber,
    string? Name,
    Guid? AssistantId,
    Guid? AgentId,
    string? AssistantName,
    string? AgentName,
    string? BusinessName,
    Guid? TransferTrunkId,
    string? TransferTrunkName,
    bool IsActive,
    Guid? WorkflowId,
    string? WorkflowName,
    string Source,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public static NumberDto From(Number number, Guid organizationId) => new(
        number.Id,
        organizationId,
        number.PhoneNumber,
        number.Name,
        number.AssistantId,
        number.AssistantId,
        number.Assistant?.Name,
        number.Assistant?.Name,
        number.Assistant?.BusinessName,
        number.TransferTrunkId,
        number.TransferTrunk?.Name,
        number.IsActive,
        WorkflowId: null,
        WorkflowName: null,
        Source: "manual",
        number.CreatedAt,
        number.UpdatedAt);
}
