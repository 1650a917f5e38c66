using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Assistants;

/// <summary>Door of the room. The directory is filled when the host starts, before anything that is registered after this room.</summary>
public static class AssistantServices
{
    public static IServiceCollection AddAssistants(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AssistantRules>().AddSingleton<OneTimeAssistants>();
        services.AddSingleton<IValidator<AssistantInput>>(p => p.GetRequiredService<AssistantRules>());
        services.AddSingleton<AssistantDirectory>();
        services.AddSingleton(new SealedColumn(AssistantSecret.Field, "assistant_secrets", "webhook_secret", "assistant_id", "assistants", "id", "secret_version"));
        services.AddSingleton<AssistantLoader>();
        services.AddSingleton(p => new AssistantStore(
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<AssistantLoader>(), p.GetRequiredService<AssistantRules>(),
            p.GetRequiredService<CredentialProtector>(), p.GetRequiredService<IAssistantUsage>(), p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>(),
            p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<AssistantStore>>()));
        services.AddHostedService(p => p.GetRequiredService<AssistantLoader>());
        return services;
    }
}
