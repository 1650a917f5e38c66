using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Requests;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks;

/// <summary>Door of the room. Before the calls: what an earlier process left open is told to the addresses that are loaded by then.</summary>
public static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section))
            .Validate(o => o.Problem is null, $"{WebhookOptions.Section}:AllowedPrivateNetworks must be networks such as 10.0.7.0/24, with commas between.").ValidateOnStart();
        services.AddSingleton(new SealedColumn(
            WebhookAccountSecret.Field, "webhook_account_secrets", "secret", "account_id", "webhook_accounts", "id", "secret_version"));
        services.AddSingleton<WebhookRules>().AddSingleton<WebhookStore>().AddSingleton<WebhookDirectory>();
        services.AddSingleton<WebhookClient>().AddSingleton<WebhookTester>();
        services.AddSingleton<DeliveryBell>().AddSingleton<DeliveryBook>();
        services.AddSingleton(p => new DeliveryQueue(
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<TimeProvider>(), () => RandomNumberGenerator.GetInt32(1_000_000) / 1e6));
        services.AddSingleton<WebhookOutbox>().AddSingleton<ICallOutbox>(p => p.GetRequiredService<WebhookOutbox>());
        services.AddSingleton<ArrivalReader>().AddSingleton<ICallArrivals, WebhookArrivals>().AddSingleton<ICallTools, WebhookTools>();
        services.AddHostedService(p => p.GetRequiredService<WebhookDirectory>());
        services.AddHostedService<DeliverySender>();
        return services;
    }

    /// <summary>After the trunks' own door.</summary>
    public static IServiceCollection AddTrunkWebhooks(this IServiceCollection services) => services.AddHostedService<TrunkNews>();
}
