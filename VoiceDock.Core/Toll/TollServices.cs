using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VoiceDock.Core.Toll;

/// <summary>Door of the room. Rules and counters are read when the host starts, before calls.</summary>
public static class TollServices
{
    public static IServiceCollection AddToll(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CompanyOptions>().Bind(configuration.GetSection(CompanyOptions.Section))
            .Validate(o => o.Problem is null, $"{CompanyOptions.Section}:TimeZone must be a time zone this machine knows, such as Europe/Amsterdam.").ValidateOnStart();
        services.AddSingleton<CompanyDays>().AddSingleton<TollAlerts>().AddSingleton<TollMeter>().AddSingleton<DestinationPolicyStore>();
        services.AddHostedService<TollStartup>();
        services.AddSingleton<TollWatch>().AddHostedService(p => p.GetRequiredService<TollWatch>());
        return services;
    }
}

/// <summary>Reads rules and counters before the SIP side starts.</summary>
internal sealed class TollStartup(DestinationPolicyStore policies, TollMeter meter) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await policies.LoadAsync(cancellationToken);
        await meter.LoadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
