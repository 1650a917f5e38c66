using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Backups;

/// <summary>Door of the room: backups of the database, and the way back.</summary>
public static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton(p => new BackupWriter(p.GetRequiredService<PreparedStorage>().DatabasePath, p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>(), p.GetRequiredService<TimeProvider>()))
        .AddSingleton<BackupRestore>();
}
