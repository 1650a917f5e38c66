namespace VoiceDock.Web.Api;

/// <summary>The older form of <see cref="OrganizationDto"/>.</summary>
public sealed record AccountDto(
    Guid Id,
    string? Email,
    string CompanyName,
    double? MinutesBalance,
    double MonthlyUsageMinutes,
    int ActiveNumbers,
    int ActiveAgents,
    int ActiveCalls);
