using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Audit;

/// <summary>Door of the room. Before the rooms that write down: hosted services stop in reverse order, so this one ends after them.</summary>
public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditNotes>().AddSingleton<AuditLog>().AddSingleton<AuditBook>().AddSingleton<AuditRemover>();
        services.AddSingleton<AuditWriter>().AddHostedService(p => p.GetRequiredService<AuditWriter>());
        return services;
    }
}
