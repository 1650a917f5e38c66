namespace VoiceDock.Web.Api;

/// <summary>The organisation, without an envelope as the official API has it. There is no billing, so the balance is always null.</summary>
public sealed record OrganizationDto(
    Guid Id,
    string Name,
    double? MinutesBalance,
    double MonthlyUsageMinutes,
    int ActiveNumbers,
    int ActiveAgents,
    int ActiveCalls,
    IReadOnlyList<OrganizationDto> Children);
