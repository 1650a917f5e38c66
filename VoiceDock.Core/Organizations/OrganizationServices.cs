using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Organizations;

/// <summary>Door of the room.</summary>
public static class OrganizationServices
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<OrganizationStore>();
}
