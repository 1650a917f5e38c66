using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Security;

/// <summary>Door of the room. The master key and the data keys come from the storage room, which reads them at start.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CredentialProtector>();
        services.AddSingleton<ApiKeyHasher>();
        services.AddSingleton<OutboundTargetGuard>();
        return services;
    }
}
