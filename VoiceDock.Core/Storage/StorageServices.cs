using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>Door of the room: <see cref="IDbContextFactory{TContext}"/> for stores, a scoped context for sign-in, the key ring, the ready check.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(p => StorageStartup.Prepare(
            configuration,
            p.GetRequiredService<RunMode>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageStartup))));
        services.AddSingleton(p => p.GetRequiredService<PreparedStorage>().MasterKey);
        services.AddTransient(p => p.GetRequiredService<MasterKeyInUse>().Key);
        services.AddSingleton(p => p.GetRequiredService<PreparedStorage>().Instance);
        services.AddSingleton(p => p.GetRequiredService<PreparedStorage>().DataKeys);
        services.AddSingleton<SqlitePragmas>();
        services.AddDbContextFactory<VoiceDockDb>((p, options) => options
            .UseSqlite(p.GetRequiredService<PreparedStorage>().ConnectionString)
            .AddInterceptors(p.GetRequiredService<SqlitePragmas>())
            .ConfigureWarnings(w => w.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))); // every query at Information drowns the rest
        services.AddHealthChecks().AddDbContextCheck<VoiceDockDb>("database", tags: ["ready"]);
        services.AddHostedService<WalKeeper>();
        services.AddHostedService<DataKeyUses>();
        services.AddDataProtection().SetApplicationName("VoiceDock").PersistKeysToDbContext<VoiceDockDb>();
        services.AddOptions<KeyManagementOptions>().Configure<InstanceKey>((options, key) => options.XmlEncryptor = new RingXmlEncryptor(key));
        return services;
    }
}
