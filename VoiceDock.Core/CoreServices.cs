using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Media;

namespace VoiceDock.Core;

/// <summary>The one place that knows all rooms of the core: it calls each room's door and does nothing else.</summary>
public static class CoreServices
{
    public static IServiceCollection AddVoiceDockCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddMedia(configuration);
        return services;
    }
}
