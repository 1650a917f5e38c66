using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Retention;

/// <summary>Door of the room.</summary>
public static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HistoryRemover>().AddSingleton<DeliveryRemover>();
        services.AddSingleton<RetentionJob>().AddHostedService(p => p.GetRequiredService<RetentionJob>());
        return services;
    }
}
