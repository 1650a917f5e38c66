using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Organizations;

namespace VoiceDock.Web.Api;

/// <summary><c>/organizations</c> and its older form <c>/account</c>. Any key may read them: they show counts only.</summary>
public static class OrganizationEndpoints
{
    public static void MapOrganizations(this RouteGroupBuilder api)
    {
        api.MapGet("/organizations", OrganizationAsync).WithTags("Server").Gives<OrganizationDto>().Named("GetOrganization", "Read the organisation");
        api.MapGet("/account", AccountAsync).WithTags("Server").Gives<AccountDto>().Named("GetAccount", "Read the account (deprecated; use /organizations)").Deprecated();
    }

    private static async Task<IResult> OrganizationAsync(
        OrganizationStore organizations, NumberDirectory numbers, AssistantDirectory assistants, CallDirectory calls, CallHistory history, TimeProvider time,
        CancellationToken cancellation)
    {
        var organization = await organizations.GetAsync(cancellation);
        return Answers.Ok(new OrganizationDto(
            organization.Id,
            organization.Name,
            MinutesBalance: null,
            await MinutesThisMonthAsync(history, time, cancellation),
            numbers.All.Count(n => n.IsActive),
            assistants.All.Count(a => a.IsActive),
            calls.LiveCount,
            Children: []));
    }

    private static async Task<IResult> AccountAsync(
        OrganizationStore organizations, NumberDirectory numbers, AssistantDirectory assistants, CallDirectory calls, CallHistory history, TimeProvider time,
        CancellationToken cancellation)
    {
        var organization = await organizations.GetAsync(cancellation);
        return Answers.Ok(new AccountDto(
            organization.Id,
            Email: null,
            organization.Name,
            MinutesBalance: null,
            await MinutesThisMonthAsync(history, time, cancellation),
            numbers.All.Count(n => n.IsActive),
            assistants.All.Count(a => a.IsActive),
            calls.LiveCount));
    }

    private static async Task<double> MinutesThisMonthAsync(CallHistory history, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var spoken = await history.SpokenSinceAsync(new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc), cancellation);
        return Math.Round(spoken.TotalMinutes, 2);
    }
}
