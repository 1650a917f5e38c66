using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Security;

/// <summary>Door of the room. The master key and the data keys come from the storage room, which reads them at start.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var targets = TargetOptions.From(configuration, RunMode.From(configuration));
        services.AddSingleton<CredentialProtector>();
        services.AddSingleton<ApiKeyHasher>();
        services.AddSingleton(new OutboundTargetGuard(targets));
        services.AddSingleton<HttpTargets>();
        services.AddSingleton<DestinationPolicies>();
        return services;
    }
}
