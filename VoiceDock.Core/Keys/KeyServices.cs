using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>Door of the room: new data key, new master key, and what is left to do when the master key is lost.</summary>
public static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyGate>();
        services.AddSingleton<Resealer>();
        services.AddSingleton(p => new KeyRotation(
            p.GetRequiredService<KeyGate>(),
            p.GetRequiredService<DataKeyRing>(),
            p.GetRequiredService<MasterKeyInUse>(),
            p.GetRequiredService<Resealer>(),
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<Permits>(),
            p.GetRequiredService<AuditLog>(),
            p.GetRequiredService<ILogger<KeyRotation>>()));
        services.AddSingleton(p => new MasterKeyChange(
            p.GetRequiredService<KeyGate>(),
            p.GetRequiredService<MasterKeyInUse>(),
            p.GetRequiredService<PreparedStorage>(),
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(),
            p.GetRequiredService<Permits>(),
            p.GetRequiredService<AuditLog>(),
            p.GetRequiredService<ILogger<MasterKeyChange>>()));
        services.AddSingleton<KeyReset>();
        services.AddHostedService<KeyKeeper>();
        return services;
    }
}
