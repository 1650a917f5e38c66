using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Storage;

/// <summary>Door of the room: <see cref="IDbContextFactory{TContext}"/> for stores, a scoped context for sign-in, the key ring, the ready check.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PreparedStorage>(_ => throw new NotImplementedException());
        services.AddSingleton(p => p.GetRequiredService<PreparedStorage>().MasterKey);
        services.AddSingleton(p => p.GetRequiredService<PreparedStorage>().DataKeys);
        services.AddDbContextFactory<VoiceDockDb>((p, options) => options.UseSqlite(p.GetRequiredService<PreparedStorage>().ConnectionString));
        services.AddHealthChecks().AddDbContextCheck<VoiceDockDb>("database", tags: ["ready"]);
        services.AddDataProtection().SetApplicationName("VoiceDock").PersistKeysToDbContext<VoiceDockDb>();
        return services;
    }
}
